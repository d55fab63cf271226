"""A copy of this project's sources, wheels built from it, and environments with one of them installed."""

from __future__ import annotations

import importlib.machinery
import importlib.metadata
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

from tests import needs
from tests.arrows import ROOT

FOLDERS = ('tf1_ref', 'tests', '.ci', '.github')  # beside them lies what somebody has made or tried out
IGNORED = re.compile(r'__pycache__$|\..*_cache$|\.hypothesis$|\.ipynb_checkpoints$|\.git$')
GIT = ('git', '-c', 'safe.directory=*')
PIP = ('-m', 'pip', '--quiet', '--disable-pip-version-check')


def files(folder: str = '.') -> list[str]:
    """What is in a folder of this project, caches and environments aside, as paths from its root."""
    within = FOLDERS if folder == '.' else (folder,)
    if is_git_checkout():
        return sorted({*_listed('--cached', folder), *_listed('--others', '--exclude-standard', *within)})
    found = [path for name in within for path in (ROOT / name).rglob('*')]
    found += ROOT.iterdir() if folder == '.' else ()
    names = [path.relative_to(ROOT) for path in found if path.is_file()]
    return sorted(name.as_posix() for name in names if not any(map(IGNORED.match, name.parts)))


def is_git_checkout() -> bool:
    """Whether git is there and reads this checkout, which may be somebody else's."""
    if not ((ROOT / '.git').exists() and shutil.which('git')):
        return False
    return subprocess.run([*GIT, 'rev-parse', 'HEAD'], cwd=ROOT, capture_output=True).returncode == 0


def _listed(*arguments):
    done = subprocess.run([*GIT, 'ls-files', '-z', *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split('\0') if name and (ROOT / name).exists()]


def needed() -> None:
    """Skips what asks where no wheel can be built."""
    needs.modules('setuptools')
    if importlib.machinery.PathFinder.find_spec('pip') is None:
        pytest.skip('pip is not installed: python -m ensurepip')
    version = importlib.metadata.version('setuptools')
    if tuple(map(int, re.findall(r'\d+', version)[:2])) < (70, 1):
        pytest.skip(f"setuptools {version} is too old to build wheels: pip install -e '.[dev]'")


def sources(folder: pathlib.Path) -> pathlib.Path:
    """Copies this project into a new folder, so that nothing is written into the checkout."""
    for name in files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder


def run(*command: object, **options) -> str:
    """What a command prints; its whole output is in the error if it fails."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=600, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def wheel(source: object, folder: pathlib.Path, **environment: str) -> pathlib.Path:
    """Builds a wheel into `folder`, of a folder or of what pip calls a requirement; needs setuptools and no network."""
    options = ('--no-deps', '--no-build-isolation', f'--wheel-dir={folder}')
    run(sys.executable, *PIP, 'wheel', *options, source, env={**os.environ, **environment})
    (built,) = folder.glob('*.whl')
    return built


def environment_with(wheel: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """Makes an environment with the wheel installed, beside the packages that are here, in a new folder."""
    run(sys.executable, '-m', 'venv', '--without-pip', folder)
    (site,) = folder.glob('lib/*/site-packages')
    (site / 'shared.pth').write_text('\n'.join(path for path in sys.path if path.endswith('-packages')))
    install = ('install', '--no-deps', '--no-index', '--ignore-installed')
    run(folder / 'bin' / 'python', *PIP, *install, wheel)
    return folder
