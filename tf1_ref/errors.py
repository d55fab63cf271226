"""Errors whose message is one clear line: what is wrong, where, and what to do.

The scripts print that line and exit with the error's code (see `tf1_ref.scripts.launch`); a traceback only comes with
`--debug`.
"""


class Tf1RefError(Exception):
    """Base of every error that this project raises on purpose."""

    exit_code = 2


class InputError(Tf1RefError, ValueError):
    """A file, a value or a shape that cannot be used."""


class NotFiniteError(Tf1RefError, ArithmeticError):
    """A cost, a weight or what is measured has become infinite or not a number."""

    exit_code = 3


class Interrupted(KeyboardInterrupt):
    """Ctrl-C or SIGTERM, once what there was to save is saved; the exit code is a shell's for the signal."""

    def __init__(self, message: str, signal_number: int):
        super().__init__(message)
        self.exit_code = 128 + signal_number


class SetupError(Tf1RefError, ImportError):
    """Something that has to be installed, or imported in another order."""


def missing_extra(module: str, extra: str) -> SetupError:
    """The error for an optional dependency that is not installed; `extra` names the pip extra that brings it."""
    return SetupError(f"{module} is not installed; install it with: pip install 'tf1_ref[{extra}]'")
