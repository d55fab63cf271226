"""How an entry point of a repository is run on tiny data."""

from __future__ import annotations

import dataclasses
import pathlib
import shlex
from collections.abc import Callable

# As old as the repositories that import it, with what it imports itself.
NETWORKX = ('networkx==1.11', 'decorator', 'scipy')
SCIKIT_LEARN = ('scikit-learn', 'joblib', 'scipy')


def no_data(clone: pathlib.Path) -> None:
    """For what needs none, or brings its own."""


@dataclasses.dataclass(frozen=True)
class EntryPoint:
    """One entry point.

    Attributes:
        name: among those of its repository; a file name as well.
        command: what stands behind `python`: a script or `-m MODULE`, and its arguments.
        data: makes tiny data in a copy of the clone, the same each time.
        before: further command lines, or `-c CODE`, that the genuine article runs first, in the same place: what trains
            a checkpoint that is loaded then, say.
        place: the folder in the clone from which it is run; by itself that of the script, or the clone for a module.
        paths: folders in the clone for PYTHONPATH.
        packages: installed ones that are as old: legacy code for `run`, and ported along.
        mend: changes the sources where 1.15.5 itself refuses them, the clone's and the ported ones alike; what
            is mended it leaves as it is. Its docstring is on the page.
        calls: after how many results of Session.run the program is ended; ten of them are compared.
        files: what the program writes, in the clone, that is to be the same to the last byte; of a .tsv all numbers,
            within 1e-6.
        measured: why something differs, with the measurement that shows it, for the page.
        timeout: seconds for each run.
    """

    name: str
    command: str
    data: Callable[[pathlib.Path], None] = no_data
    before: tuple[str, ...] = ()
    place: str | None = None
    paths: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    mend: Callable[[pathlib.Path], None] = no_data
    calls: int = 10_000
    files: tuple[str, ...] = ()
    measured: str = ''
    timeout: float = 3600

    @property
    def module(self) -> str | None:
        """The module, if it is one."""
        words = shlex.split(self.command)
        return words[1] if words[0] == '-m' else None

    @property
    def script(self) -> str | None:
        """The script in the clone, if it is one."""
        return None if self.module else shlex.split(self.command)[0]

    @property
    def arguments(self) -> list[str]:
        """What stands behind the module or the script."""
        return shlex.split(self.command)[2 if self.module else 1 :]

    def folder(self, clone: pathlib.Path) -> pathlib.Path:
        """The folder of a clone from which it is run."""
        if self.place is not None:
            return clone / self.place
        return clone / pathlib.PurePath(self.script).parent if self.script else clone


@dataclasses.dataclass(frozen=True)
class Repository:
    """One repository.

    Attributes:
        name: owner and name, as `repositories.txt` of the issue has it; the last part is the folder's.
        entry_points: what is run.
        opened: what was found where a blocker of `port` was opened, by what it says or a part of that: it begins with
            `true` where the code fails when it is reached, or `false`.
        needs: packages that it imports and that neither environment has by itself, `NAME` or `NAME==RELEASE`, with all
            that these import: pip is told to follow nothing.
    """

    name: str
    entry_points: tuple[EntryPoint, ...]
    opened: dict[str, str] = dataclasses.field(default_factory=dict)
    needs: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return self.name.rpartition('/')[2]

    def judged(self, blocker: str) -> str:
        """Whether a blocker is `true`, `false`, or was `not opened`."""
        found = [words for part, words in self.opened.items() if part in blocker]
        return found[0].partition(':')[0] if found else 'not opened'
