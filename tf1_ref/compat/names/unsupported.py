"""What TensorFlow 1.15 had and this project has not: an error at the first use, with the reason and a substitute.

Each module that presents a part of TensorFlow 1 keeps a dictionary `REFUSED`, from the name to why it is not supported
and what to use instead, and ends in

    def __getattr__(name):
        raise unsupported.error('tf.contrib.opt', REFUSED, name)
"""

from __future__ import annotations


class Unsupported(AttributeError):
    """A symbol of TensorFlow 1.15 that is not supported; an AttributeError, so that `hasattr` and `try` idioms hold.

    Attributes:
        symbol: its full name, such as `'tf.contrib.opt.GGTOptimizer'`.
        why: the reason.
        substitute: what to use instead, or ''.
    """

    def __init__(self, symbol: str, why: str, substitute: str = ''):
        super().__init__(f'{symbol} is not supported: {why}' + (f'; use {substitute}' if substitute else ''))
        self.symbol, self.why, self.substitute = symbol, why, substitute


class UnsupportedImport(ImportError):
    """The same where an `import` statement asks for it, which only passes on ImportErrors."""

    def __init__(self, error: Unsupported):
        super().__init__(str(error), name=error.symbol)


def error(module: str, refused: dict, name: str) -> AttributeError:
    """The error for a name that a module does not have.

    Args:
        module: as TensorFlow 1 named it, such as `'tf.contrib.opt'`.
        refused: from a name to `(why, substitute)`.
        name: what was asked for.

    Returns:
        An `Unsupported` for a name of `refused`, else what Python says about a name that was never there.
    """
    if name in refused:
        return Unsupported(f'{module}.{name}', *refused[name])
    return AttributeError(f'module {module!r} has no attribute {name!r}')
