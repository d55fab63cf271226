"""TensorFlow 1 code, kept exact, on current TensorFlow.

`from tf1_ref.compat import tf` is the one door through which TensorFlow enters; importing this package alone does not
load it.
"""

__version__ = '0.1.0'
