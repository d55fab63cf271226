"""A sweep as TensorBoard reads it, with the package's own readers."""

import sys

import pytest

from tests import needs
from tf1_ref.errors import SetupError
from tf1_ref.training.hyper_parameters import write_hyper_parameters

GRID = {'rate': ['0.001', '0.01'], 'stem': ['wide', '3']}
CELLS = [
    ({'rate': '0.01', 'stem': 'wide'}, {'validation_accuracy': 0.75, 'training_minutes': 2.0}),
    ({'rate': '0.001', 'stem': '3'}, {'validation_accuracy': 0.5, 'training_minutes': 1.0}),
]


def test_what_tensorboard_finds(tmp_path):
    needs.modules('tensorboard')
    from tensorboard.backend.event_processing.plugin_event_multiplexer import EventMultiplexer
    from tensorboard.plugins.hparams import metadata

    (tmp_path / 'events').mkdir()
    (tmp_path / 'events' / 'of an earlier grid').touch()
    write_hyper_parameters(tmp_path, GRID, CELLS)
    read = EventMultiplexer().AddRunsFromDirectory(str(tmp_path)).Reload()
    cells = {f'events/{",".join(f"{k}={v}" for k, v in cell.items())}': (cell, found) for cell, found in CELLS}
    assert {*read.Runs()} == {'events', *cells}

    def mark(run, tag):
        return read.SummaryMetadata(run, tag).plugin_data.content

    experiment = metadata.parse_experiment_plugin_data(mark('events', metadata.EXPERIMENT_TAG))
    domains = {info.name: list(info.domain_discrete) for info in experiment.hparam_infos}
    assert domains == {'rate': [0.001, 0.01], 'stem': ['3', 'wide']}
    assert [info.name.tag for info in experiment.metric_infos] == ['validation_accuracy', 'training_minutes']
    for run, (cell, measured) in cells.items():
        begun = metadata.parse_session_start_info_plugin_data(mark(run, metadata.SESSION_START_INFO_TAG))
        assert begun.hparams['rate'].number_value == float(cell['rate'])
        assert begun.hparams['stem'].string_value == cell['stem']
        assert {tag: read.Tensors(run, tag)[0].tensor_proto.float_val[0] for tag in measured} == measured
    assert not (tmp_path / 'events' / 'of an earlier grid').exists()


def test_without_tensorboard_the_remedy_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, 'tensorboard.plugins.hparams', None)
    with pytest.raises(SetupError, match=r"tensorboard is not installed; .*pip install 'tf1_ref\[tensorboard\]'"):
        write_hyper_parameters(tmp_path, GRID, CELLS)
    assert list(tmp_path.iterdir()) == []
