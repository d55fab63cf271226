"""What a sweep has tried, for TensorBoard's page HPARAMS. Needs the package `tensorboard`, which has its formats."""

from __future__ import annotations

import os
import pathlib
import shutil
from collections.abc import Mapping, Sequence

from tf1_ref.compat import tf
from tf1_ref.errors import missing_extra
from tf1_ref.training.summaries import EventFile


def write_hyper_parameters(
    log_dir: str | os.PathLike,
    grid: Mapping[str, Sequence[str]],
    cells: Sequence[tuple[Mapping[str, str], Mapping[str, float]]],
) -> None:
    """Writes the event files below `log_dir/events`: which values were to be tried, and a run for each cell.

    Args:
        log_dir: the folder of the sweep; what is in `events` of it is replaced.
        grid: values by hyper-parameter; those that are all numbers are written as numbers.
        cells: (value by hyper-parameter, what was measured by name) of each cell.

    Raises:
        SetupError: tensorboard is not installed.
        OSError: it cannot be written.
    """
    try:
        from tensorboard.plugins.hparams import api_pb2, summary, summary_v2
    except ImportError as error:
        raise missing_extra('tensorboard', 'tensorboard') from error

    folder = pathlib.Path(log_dir) / 'events'
    shutil.rmtree(folder, ignore_errors=True)
    values = {name: _typed(texts) for name, texts in grid.items()}
    domains = [
        summary_v2.HParam(name, summary_v2.Discrete(sorted({*found.values()}))) for name, found in values.items()
    ]
    metrics = [summary_v2.Metric(name) for name in cells[0][1]]
    _write(folder, [summary_v2.hparams_config_pb(domains, metrics)])
    for cell, measured in cells:
        name = ','.join(f'{name}={value}' for name, value in cell.items())
        tried = {name: values[name][value] for name, value in cell.items()}
        marks = [summary_v2.hparams_pb(tried, name), summary.session_end_pb(api_pb2.STATUS_SUCCESS)]
        _write(folder / name, marks, measured)


def _typed(texts):
    """What the texts of one flag stand for: numbers, if all of them are."""
    try:
        return {text: float(text) for text in texts}
    except ValueError:
        return {text: text for text in texts}


def _write(folder, summaries, numbers=None):
    file = EventFile(folder)
    for summary in summaries:
        file.add(summary=tf.Summary.FromString(summary.SerializeToString()), step=0)
    if numbers:
        file.add_numbers(0, numbers)
    file.close()
