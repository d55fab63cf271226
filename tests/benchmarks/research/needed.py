"""What repositories import beside TensorFlow: what of it an environment lacks, and what installs that.

Both environments need the same. `tensorflow-probability` and `gym` of that time name other releases of what they need
than TensorFlow does, so everything is named by the recipes, and pip follows nothing.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable

from tf1_ref.legacy.genuine import environment

INSTALL = ('-m', 'pip', 'install', '--disable-pip-version-check', '--no-deps')
ASK = """\
import json, sys
try:
    from importlib import metadata
except ImportError:
    import importlib_metadata as metadata

def is_there(name, wanted):
    try:
        return metadata.version(name) == wanted or not wanted
    except metadata.PackageNotFoundError:
        return False

print(json.dumps([one for one in sys.argv[1:] if not is_there(*(one.split('==') + [''])[:2])]))
"""


def lacking(python: str, needs: Iterable[str]) -> list[str]:
    """The packages that an environment lacks, or has in another release.

    Args:
        python: its Python.
        needs: `NAME`, or `NAME==RELEASE`.
    """
    done = subprocess.run([python, '-c', ASK, *sorted({*needs})], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def command(python: str, packages: Iterable[str], genuine: bool) -> list[str]:
    """The command line that installs packages; for the genuine article those of its time, as `genuine --with` does."""
    further = environment.FURTHER if genuine else {}
    return [python, *INSTALL, *(further.get(one, one) for one in packages)]
