"""Writes the recorded graphs by running the genuine TensorFlow 1.15.5 and 1.4.0.

  python -m tests.graphs.golden.generate
  python -m tests.graphs.golden.generate --out=/tmp/fresh

It needs a Python 3.7, see `tests.golden.generate`; and for the two files of 1.4 a Python 3.6 (the one that PYTHON36
names, or pyenv's), for which it makes an environment, once, in the folder that TF1_4_REF_ORACLE names (default: .venv36
beside setup.py).
"""

from __future__ import annotations

import argparse
import os
import pathlib
import subprocess
import sys

from tests.golden import generate
from tf1_ref import listings

HERE = pathlib.Path(__file__).resolve().parent
# The last pip for Python 3.6, which has to come first: the one that Python brings does not know these wheels.
PACKAGES = [['pip==21.3.1'], ['tensorflow==1.4.0', 'numpy==1.16.6', 'protobuf==3.19.6']]


def find_python36() -> str | None:
    """The path of a Python 3.6, or None."""
    pyenv = pathlib.Path(os.environ.get('PYENV_ROOT', pathlib.Path.home() / '.pyenv'))
    found = [os.environ.get('PYTHON36'), *map(str, pyenv.glob('versions/3.6.*/bin/python'))]
    return next((python for python in found if python and pathlib.Path(python).exists()), None)


def python_1_4() -> str | None:
    """The Python of the environment with TensorFlow 1.4.0, made if need be; None without a Python 3.6."""
    folder = pathlib.Path(os.environ.get('TF1_4_REF_ORACLE', generate.REPOSITORY / '.venv36'))
    python = folder / 'bin' / 'python'
    if not (folder / 'complete').exists():
        python36 = find_python36()
        if python36 is None:
            return None
        subprocess.run([python36, '-m', 'venv', '--clear', str(folder)], check=True)
        for packages in PACKAGES:
            subprocess.run([str(python), '-m', 'pip', 'install', '--quiet', *packages], check=True)
        (folder / 'complete').touch()
    return str(python)


def write(out) -> list[str]:
    """Writes the files into the folder `out`; returns which genuine articles were not to be had."""
    missing = []
    if generate.oracle_python() is None:
        missing.append('1.15.5 (Python 3.7)')
    else:
        generate.run_genuine('tests.graphs.golden.genuine', str(out))
    python = python_1_4()
    if python is None:
        missing.append('1.4.0 (Python 3.6)')
    else:
        environment = {**os.environ, 'TF_CPP_MIN_LOG_LEVEL': '3', 'PYTHONWARNINGS': 'ignore'}
        folder = pathlib.Path(listings.__file__).parent
        subprocess.run([python, HERE / 'genuine_1_4.py', folder, str(out)], check=True, env=environment)
    return missing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--out', default=str(HERE), help='folder for the files')
    out = pathlib.Path(parser.parse_args().out)
    out.mkdir(parents=True, exist_ok=True)
    missing = write(out)
    if missing:
        print(f'generate: no {" and no ".join(missing)}; install one, or name it, see --help', file=sys.stderr)
    return 2 if missing else 0


if __name__ == '__main__':
    sys.exit(main())
