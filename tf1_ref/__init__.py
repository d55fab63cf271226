"""TensorFlow 1 code, kept exact, on current TensorFlow.

`from tf1_ref.compat import tf` is the one door through which TensorFlow enters; importing this package alone does not
load it.
"""

__version__ = '0.2.0'


def load_ipython_extension(ipython):
    """`%load_ext tf1_ref` in Jupyter or IPython: the cells that follow see TensorFlow 1."""
    from tf1_ref.legacy.run import ipython as extension

    extension.load(ipython)


def unload_ipython_extension(ipython):
    """`%unload_ext tf1_ref`: the cells see the real modules again."""
    from tf1_ref.legacy.run import ipython as extension

    extension.unload(ipython)
