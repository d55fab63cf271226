"""What a project says in its pyproject.toml on how it is ported.

    [tool.tf1_ref]
    exclude = ["third_party", "*_pb2.py"]

    [tool.tf1_ref.ignore]
    "research/*.py" = ["ragged_arrays"]

Paths are relative to the folder of that file.
"""

from __future__ import annotations

import dataclasses
import fnmatch
import pathlib
import sys
from collections.abc import Iterable
from typing import Any

from tf1_ref.errors import InputError, missing_extra
from tf1_ref.legacy.port.explanations import EXPLANATIONS
from tf1_ref.legacy.reading.findings import Finding

NAME = 'pyproject.toml'


@dataclasses.dataclass(frozen=True)
class Settings:
    """What is left out.

    Attributes:
        folder: where they were found.
        exclude: patterns of names, or of paths below `folder`, of files and folders.
        ignore: codes of findings that are not told, by pattern of paths below `folder`.
    """

    folder: pathlib.Path = pathlib.Path()
    exclude: tuple[str, ...] = ()
    ignore: dict[str, frozenset[str]] = dataclasses.field(default_factory=dict)

    def told(self, path: pathlib.Path, findings: Iterable[Finding]) -> list[Finding]:
        """The findings of a file but for those that are ignored there."""
        place = self._place_of(path)
        ignored = {code for pattern, codes in self.ignore.items() if fnmatch.fnmatch(place, pattern) for code in codes}
        return [finding for finding in findings if finding.rule not in ignored]

    def leaves_out(self, path: pathlib.Path) -> bool:
        """Whether a file or a folder that is found in a folder is excluded."""
        return is_excluded(self.exclude, path.name, self._place_of(path))

    def leaves_out_below(self, path: pathlib.Path) -> bool:
        """Whether a file, or a folder that it is in, is excluded."""
        place = self._place_of(path)
        return any(self.leaves_out(self.folder / part) for part in _upwards(place)) if place else False

    def _place_of(self, path):
        """Below `folder`; nothing for what lies elsewhere."""
        try:
            return path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return ''


def is_excluded(patterns: Iterable[str], name: str, place: str) -> bool:
    """Whether one of these patterns fits the name of a file or a folder, or where it lies."""
    return any(fnmatch.fnmatch(one, pattern.rstrip('/')) for pattern in patterns for one in (name, place))


def _upwards(place):
    """A path, and the folders that it is in."""
    path = pathlib.PurePosixPath(place)
    return [path, *path.parents][:-1]


def read(place: pathlib.Path) -> Settings:
    """The settings of the nearest pyproject.toml in a folder or above it that has some; none where there is none.

    Args:
        place: a file or a folder.

    Raises:
        InputError: the file cannot be read, or says what is not understood.
    """
    place = place.resolve()
    for folder in (place, *place.parents):
        path = folder / NAME
        if path.is_file():
            tools = _load(path).get('tool')
            if isinstance(tools, dict) and 'tf1_ref' in tools:
                return _checked(path, tools['tf1_ref'])
    return Settings()


def _load(path: pathlib.Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        try:
            import tomli as tomllib
        except ImportError:
            raise missing_extra('tomli', 'port') from None
    try:
        return tomllib.loads(path.read_text(encoding='utf-8'))
    except OSError as error:
        raise InputError(f'{path}: cannot be read ({error.strerror})') from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f'{path}: is not TOML ({error})') from error


def _checked(path: pathlib.Path, table: Any) -> Settings:
    where = f'{path}: [tool.tf1_ref]'
    if not isinstance(table, dict) or not {*table} <= {'exclude', 'ignore'}:
        raise InputError(f'{where} may say exclude = [PATTERN, ...] and ignore = {{PATTERN = [CODE, ...]}} only')
    exclude, ignore = table.get('exclude', []), table.get('ignore', {})
    if not _is_texts(exclude):
        raise InputError(f'{where}: exclude has to be a list of patterns, such as ["third_party"]')
    if not isinstance(ignore, dict) or not all(map(_is_texts, ignore.values())):
        raise InputError(f'{where}: ignore has to give lists of codes by pattern, such as "old/*.py" = ["imports"]')
    for code in sorted({code for codes in ignore.values() for code in codes} - {*EXPLANATIONS}):
        raise InputError(f'{where}: ignore names {code}, which is no code; they are {", ".join(EXPLANATIONS)}')
    return Settings(path.parent, tuple(exclude), {pattern: frozenset(codes) for pattern, codes in ignore.items()})


def _is_texts(value):
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
