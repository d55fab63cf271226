"""Snapshots beside tests: `tests/__snapshots__/test_cnn/test_names.json` for `test_names` of `tests/test_cnn.py`."""

from __future__ import annotations

import dataclasses
import hashlib
import pathlib
import re
from collections.abc import Iterable

FOLDER, ENDING = '__snapshots__', '.json'
# A class's tests keep the class in front. A dot sets the name of one of a test's several snapshots off.
LONGEST = 100
_UNSAFE = re.compile(r'[^A-Za-z0-9_-]+')


def folder_of(test_file: pathlib.Path) -> pathlib.Path:
    """The folder in which the snapshots of a file of tests are."""
    return test_file.parent / FOLDER / test_file.stem


def stem_of(test: str) -> str:
    """The name of a test as that of a file, on every file system; what had to be changed is told apart by a digest.

    Args:
        test: what comes behind the file in the test's node id: `test_names`, `TestCNN::test_names[SAME-1]`.
    """
    safe = _UNSAFE.sub('_', test.replace('::', '-')).strip('_')[:LONGEST]
    if '[' not in test and safe == test.replace('::', '-'):
        return safe
    return f'{safe}-{hashlib.sha256(test.encode()).hexdigest()[:8]}'


def file_name(stem: str, name: str = '') -> str:
    """The file of a test's snapshot, or of the one called `name` if it has several."""
    return f'{stem}.{stem_of(name)}{ENDING}' if name else f'{stem}{ENDING}'


@dataclasses.dataclass
class Run:
    """What a run of tests has shown of snapshots; everything in it can be sent between processes as JSON.

    Attributes:
        tests: (folder, stem) by node id, of tests that were to run.
        whole: folders of files of which no test was left out.
        passed: node ids.
        used: paths of snapshots that a test was held against.
        written: those that were written.
    """

    tests: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    whole: list[str] = dataclasses.field(default_factory=list)
    passed: list[str] = dataclasses.field(default_factory=list)
    used: list[str] = dataclasses.field(default_factory=list)
    written: list[str] = dataclasses.field(default_factory=list)

    def unused(self) -> list[pathlib.Path]:
        """Snapshots that no test asked for, though all tests of their file were collected and those of the name passed.

        A folder beside them whose file of tests has gone belongs to them.
        """
        used, found = set(self.used), []
        not_passed: dict[str, set[str]] = {}
        for node_id in self.tests.keys() - set(self.passed):
            folder, stem = self.tests[node_id]
            not_passed.setdefault(folder, set()).add(stem)
        for folder in dict.fromkeys(self.whole):
            for path in _snapshots(pathlib.Path(folder)):
                if str(path) not in used and path.name.split('.')[0] not in not_passed.get(folder, ()):
                    found.append(path)
        return found + [path for folder in _orphans(self.whole) for path in _snapshots(folder)]


def remove(paths: Iterable[pathlib.Path]) -> None:
    """Removes snapshots, and their folders once empty."""
    for path in paths:
        path.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent):
            if folder.exists() and not any(folder.iterdir()):
                folder.rmdir()


def _snapshots(folder):
    return sorted(folder.glob(f'*{ENDING}'))


def _orphans(folders):
    """Folders of snapshots beside these that belong to no file."""
    for parent in sorted({pathlib.Path(folder).parent for folder in folders}):
        if parent.exists():
            yield from (
                folder
                for folder in sorted(parent.iterdir())
                if folder.is_dir() and not (parent.parent / f'{folder.name}.py').exists()
            )
