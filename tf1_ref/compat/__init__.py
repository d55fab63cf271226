"""The one door through which TensorFlow enters: `from tf1_ref.compat import tf`.

`tf` is the module `tf1_ref.compat.tf`; importing this package alone loads no TensorFlow.
"""
