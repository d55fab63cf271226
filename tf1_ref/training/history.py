"""What a run has measured, and its file `history.json`. Needs no TensorFlow."""

from __future__ import annotations

import dataclasses
import json
import math
import pathlib

from tf1_ref import files
from tf1_ref.errors import InputError


class DamagedHistory(InputError):
    """The file is there, and no history."""


@dataclasses.dataclass
class History:
    """What a run has measured, one entry per epoch.

    Attributes:
        settings: the values that make the run what it is; a resumed run must have the same.
        epochs: per epoch the named numbers: `cost` (the slide's average), `seconds`, and what `measure` returned;
            nothing of an epoch whose numbers are lost.
    """

    settings: dict
    epochs: list = dataclasses.field(default_factory=list)

    def column(self, name) -> list:
        """The numbers of one name, over the epochs that have it."""
        return [epoch[name] for epoch in self.epochs if name in epoch]

    def curve(self, name) -> list:
        """A number for every epoch, NaN where there is none of this name; nothing if no epoch has one."""
        found = [epoch.get(name, math.nan) for epoch in self.epochs]
        return found if any(name in epoch for epoch in self.epochs) else []


@dataclasses.dataclass
class Begun:
    """The epoch that is under way.

    Attributes:
        steps: how many of its steps are done.
        cost: the sum of their costs, each divided by the number of steps in an epoch.
        seconds: how long they took.
    """

    steps: int = 0
    cost: float = 0.0
    seconds: float = 0.0


def load_history(log_dir, settings) -> History | None:
    """The history of the run in `log_dir`; None if it has none.

    Raises:
        DamagedHistory: the file is no history.
        InputError: the run there had other settings.
    """
    path = pathlib.Path(log_dir) / 'history.json'
    try:
        content = json.loads(files.read_bytes(path))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise _damaged(path) from error
    found = history_in(content)
    if found is None:
        raise _damaged(path)
    check_settings(log_dir, found, settings)
    return found


def history_in(content) -> History | None:
    """The history in what was read from a JSON file; None if it is none."""
    if not isinstance(content, dict):
        return None
    settings, epochs = content.get('settings'), content.get('epochs')
    if not isinstance(settings, dict) or not isinstance(epochs, list):
        return None
    for epoch in epochs:
        if not isinstance(epoch, dict) or not all(_is_number(number) for number in epoch.values()):
            return None
    return History(settings, epochs)


def begun_in(content, steps) -> Begun | None:
    """The epoch under way after so many steps, in what was read from a JSON file; None if it is not there."""
    found = content.get('begun') if isinstance(content, dict) else None
    if isinstance(found, dict) and {*found} == {'steps', 'cost', 'seconds'} and all(map(_is_number, found.values())):
        return Begun(**found) if found['steps'] == steps else None
    return None


def check_settings(log_dir, history, settings) -> None:
    """Makes sure that a run goes on with the settings that it had.

    Raises:
        InputError: a setting differs.
    """
    for name in {**settings, **history.settings}:
        before, now = history.settings.get(name), settings.get(name)
        if before != now:
            raise InputError(
                f'{log_dir} holds a run with --{name}={before}, not {now}; resume it with its own flags, '
                'or give another --log_dir'
            )


def save_history(log_dir, history) -> None:
    """Writes `log_dir/history.json`."""
    files.write_json(pathlib.Path(log_dir) / 'history.json', dataclasses.asdict(history))


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _damaged(path):
    return DamagedHistory(
        f'{path} is not a history of a run, or damaged; remove it if the run is to go on from its checkpoints without '
        'it, or give another --log_dir'
    )
