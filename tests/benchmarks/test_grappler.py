"""The optimizer that `run` leaves on changes no number; the table says so of each."""

import sys

import numpy as np
import pytest

from tests.benchmarks import grappler
from tf1_ref.compat import sessions


def test_the_optimizer_that_stays_changes_no_number():
    found = grappler.measure('cnn', [grappler.OFF, sessions.STAYS], rounds=2)
    costs = [found[kind][0] for kind in (grappler.OFF, sessions.STAYS)]
    assert np.array_equal(*costs) and costs[0].shape == (2 * grappler.STEPS,) and costs[0][-1] != costs[0][0]


def test_a_number_that_it_changes_is_an_error(monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', ['grappler', '--only=mlp', '--rounds=2'])
    rows = {grappler.OFF: 1.0, grappler.ON: 1.5, sessions.STAYS: 1.0}
    monkeypatch.setattr(grappler, 'measure', lambda *_: {kind: (np.array([c]), [2.0]) for kind, c in rows.items()})
    assert grappler.main() == 0
    assert '| mlp | all | no | 5e-01 | 2.00 |' in capsys.readouterr().out
    rows[sessions.STAYS] = 1.25
    assert grappler.main() == 1


def test_what_is_alone():
    options = grappler.config_of('constant_folding').graph_options.rewrite_options
    assert (options.constant_folding, options.remapping) == (options.ON, options.OFF)
    assert grappler.config_of(grappler.OFF).graph_options.rewrite_options.disable_meta_optimizer
    assert not grappler.config_of(grappler.ON).graph_options.HasField('rewrite_options')


@pytest.mark.parametrize('flag', ['--only=vgg', '--rounds=1'])
def test_bad_flags(flag, monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', ['grappler', flag])
    with pytest.raises(SystemExit) as ended:
        grappler.main()
    assert ended.value.code == 2 and 'there are mlp, cnn' in capsys.readouterr().err
