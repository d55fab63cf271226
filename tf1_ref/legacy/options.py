"""How a legacy script is run: the flags of `python -m tf1_ref run`, as one value that is handed down."""

from __future__ import annotations

import dataclasses

from tf1_ref.errors import InputError

CHOICES: dict[str, tuple[str | None, ...]] = {
    'seeds': ('tf1', 'tf2'),
    'api': (None, '0.12'),
    'offline_data': (None, 'digits'),
}


@dataclasses.dataclass(frozen=True)
class Options:
    """How a script is run.

    Attributes:
        seeds: 'tf1' for TensorFlow 1's op seeds, 'tf2' for those of the TensorFlow at hand.
        py2: the sources are Python 2.
        api: None for TensorFlow 1.15's names, or '0.12' for those before 1.0.
        offline_data: what stands for data sets that cannot be had; None for nothing, 'digits' for MNIST.
        grappler: sessions have TensorFlow's graph optimizer; see `tf1_ref.compat.sessions`.
        exact: all that brings numbers nearer to 1.15's, at a price; see `tf1_ref.compat.built.exact`.
        legacy_packages: packages outside the script's folder that are legacy code as well.
        file_urls: MNIST's loader takes `file:` addresses too; a script's address is not always one's own.
        children: Python programs that the script starts are run in the same way, if they are legacy code.

    Raises:
        InputError: an attribute is none of its `CHOICES`.
    """

    seeds: str = 'tf1'
    py2: bool = False
    api: str | None = None
    offline_data: str | None = None
    grappler: bool = False
    exact: bool = False
    legacy_packages: tuple[str, ...] = ()
    file_urls: bool = False
    children: bool = True

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            if getattr(self, name) not in choices:
                raise InputError(f'{name}={getattr(self, name)} is none of {", ".join(filter(None, choices))}')
        if self.exact and self.grappler:
            raise InputError('exact and grappler exclude each other: the graph optimizer rounds otherwise')

    def flags(self) -> list[str]:
        """The flags of `python -m tf1_ref run` that say the same."""
        found = [f'--{name}={getattr(self, name)}' for name in CHOICES if getattr(self, name) is not None]
        found += [f'--{name}' for name in ('py2', 'grappler', 'exact', 'file_urls') if getattr(self, name)]
        found += [f'--legacy_package={name}' for name in self.legacy_packages]
        return found if self.children else [*found, '--no_children']


class NeedsFlag(InputError):
    """A script that runs with other options; the flag is named in one line, without a traceback."""
