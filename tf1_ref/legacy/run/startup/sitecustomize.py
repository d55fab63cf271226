"""What Python loads when it starts as a child of `python -m tf1_ref run`: code for TensorFlow 1 is handed to `run`.

This folder stands first in the PYTHONPATH of the children. Whichever Python that may be, of whichever version, has to
get along with this file, and other programs are to notice nothing: the folder leaves `sys.path`, and the module
`sitecustomize` that would have been loaded without it is loaded. See `tf1_ref.legacy.run.children`.
"""

import os
import sys


def _hand_over():
    """Becomes `python -m tf1_ref run`, if this is the same Python and its program is code for TensorFlow 1."""
    facts = os.environ.get('TF1_REF_CHILDREN', '').split('\n')
    if facts[0] != repr((sys.prefix, sys.version)) or not sys.executable:
        return
    where, flags = facts[1], [line for line in facts[2:] if line.startswith('-')]
    sys.path.insert(0, where)
    try:
        from tf1_ref.legacy.run import started
    finally:
        sys.path.remove(where)
    folders = [line[len('folder=') :] for line in facts[2:] if line.startswith('folder=')]
    command = started.handed_over(sys.orig_argv, folders, flags)
    if command:
        started.say(sys.orig_argv)
        os.execv(sys.executable, command)


def _load_the_next():
    """Loads what this file stands in front of."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.curdir) != here]
    this = sys.modules.pop(__name__)
    try:
        __import__(__name__)
    except ImportError as error:
        if getattr(error, 'name', __name__) != __name__:
            raise
    finally:
        sys.modules.setdefault(__name__, this)


if __name__ == 'sitecustomize':
    try:  # noqa: SIM105 (contextlib would take longer than all else here)
        _hand_over()
    except Exception:  # a program that would have run without this file runs with it
        pass
    _load_the_next()
