"""Errors whose message is one clear line: what is wrong, where, and what to do.

The scripts print that line and exit with code 2 (see `tf1_ref.scripts.launch`); a traceback only comes with `--debug`.
"""


class Tf1RefError(Exception):
    """Base of every error that this project raises on purpose."""


class InputError(Tf1RefError, ValueError):
    """A file, a value or a shape that cannot be used."""


class SetupError(Tf1RefError, ImportError):
    """Something that has to be installed, or imported in another order."""


def missing_extra(module: str, extra: str) -> SetupError:
    """The error for an optional dependency that is not installed; `extra` names the pip extra that brings it."""
    return SetupError(f"{module} is not installed; install it with: pip install 'tf1_ref[{extra}]'")
