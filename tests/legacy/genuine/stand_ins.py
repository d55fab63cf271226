"""Executables that stand for Python 3.7, uv and conda: what they were asked is kept, and what they make is a folder."""

import pathlib

PYTHON = """\
#!/bin/sh
echo "python $*" >> LOG
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; exit 0 ;;
  "-m pip") case "$*" in
      *FAILS*) echo "ERROR: no such package" >&2; exit 1 ;;
      *tensorflow*) echo "  Downloading tensorflow-1.15.5.whl (110.5 MB)" ;;
    esac; exit 0 ;;
esac
case "$2" in
  *ensurepip*) echo 3.7 ;;
  *tensorflow_core*) echo HAS ;;
esac
"""
UV = """\
#!/bin/sh
echo "uv $*" >> LOG
case "$1 $2" in
  "python install") cp PYTHON "$(dirname "$0")/hidden"; exit 0 ;;
  "python find") [ -e "$(dirname "$0")/hidden" ] && echo "$(dirname "$0")/hidden" && exit 0 ;;
esac
exit 2
"""
CONDA = """\
#!/bin/sh
echo "conda $*" >> LOG
while [ "$1" != --prefix ]; do shift; done
mkdir -p "$2/bin"; cp PYTHON "$2/bin/python"
"""


class Machine:
    """A PATH, a home and a place for the environment, all empty at first."""

    def __init__(self, folder: pathlib.Path, monkeypatch):
        """Puts the environment variables in place."""
        self.path, self.log, self.place = folder / 'path', folder / 'log', folder / 'made' / 'genuine'
        self.home = folder / 'home'
        self.path.mkdir()
        self.home.mkdir()
        self._python = folder / 'stand_in'
        self._write(self._python, PYTHON)
        for name in ('PYTHON37', 'PYENV_ROOT', 'XDG_DATA_HOME'):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv('PATH', f'{self.path}:/usr/bin:/bin')
        monkeypatch.setenv('HOME', str(self.home))
        monkeypatch.setenv('TF1_REF_ORACLE', str(self.place))

    def put(self, what: str, path: pathlib.Path | str) -> pathlib.Path:
        """Makes an executable, on the PATH unless `path` says where."""
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        self._write(target, what)
        return target

    def asked(self) -> list[str]:
        """What was asked of the executables, but for questions of what they are."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line for line in lines if not line.startswith('python -c')]

    def _write(self, path, what):
        text = what.replace('LOG', str(self.log)).replace('PYTHON', str(self._python)).replace('HAS', 'False')
        path.write_text(text)
        path.chmod(0o755)
