"""A copy of this project's sources, wheels built from it, and environments with one of them installed."""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys

from tests.arrows import ROOT

IGNORED = re.compile(r'__pycache__$|\.venv|\..*_cache$|\.hypothesis$|.*\.egg-info$|(build|dist|runs|data)$')
PIP = ('-m', 'pip', '--quiet', '--disable-pip-version-check')


def files(folder: str = '.') -> list[str]:
    """What is in a folder of this project, caches and environments aside, as paths from its root."""
    if (ROOT / '.git').exists():
        command = ['git', '-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard', folder]
        names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
        return [name for name in names if (ROOT / name).exists()]
    found = [path.relative_to(ROOT) for path in (ROOT / folder).rglob('*') if path.is_file()]
    return sorted(path.as_posix() for path in found if not any(map(IGNORED.match, path.parts)))


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
