import numpy as np
import pytest

from tests.benchmarks import drift


def test_distance():
    assert drift.distance(np.array([1.0, -4.0]), np.array([1.0, -4.0])) == 0
    assert drift.distance(np.array([1.0, -4.0]), np.array([2.0, -4.0])) == 0.25
    assert drift.distance(np.array([1.0]), np.array([2.0]), 10.0) == 0.1
    assert drift.distance(np.zeros(2), np.array([0.0, 3.0])) == 3
    assert drift.distance(np.zeros([0]), np.zeros([0])) == 0


def test_growth_shows_the_moved_one_beside_ours():
    runs = [{f'loss/{step}': np.float32(2 + far * step) for step in range(3)} for far in (0, 0.1, 0.2, 0.4)]
    lines = drift.growth(*runs, 3)
    assert lines[2] == '| 1 | 2.000000 | 0e+00 | 0e+00 | 0e+00 |'
    assert lines[4] == '| 3 | 2.000000 | 1e-01 | 2e-01 | 4e-01 |'
    assert lines[5:] == ['| mean of 1 to 3 | | 5.0e-02 | 1.0e-01 | 2.0e-01 |']


def test_the_first_op_beyond_the_limit_beside_what_it_adds_up():
    genuine = {'inputs': np.array(['a:0 Rsqrt', 'sum:0 Sum a:0', 'b:0 Mul sum:0'])}
    here = {}
    for name, one, other in (('a', 1000.0, 1000.00001), ('sum', 1e-3, 1.1e-3), ('b', 2.0, 2.2)):
        genuine[f'op/0/{name}:0'], here[f'op/0/{name}:0'] = np.array([one]), np.array([other])
    lines = drift.beyond(genuine, here, 1)
    assert lines[2] == '| 1 | 3 | 3 | 2 | `sum:0` | 1e-01 | 1e-07 |'
    assert lines[-2].startswith('The first op of the first step with other bits: `a:0` (Rsqrt), 1e-08.')
    assert lines[-1].endswith('`sum:0`, 1e-07.')  # not b, whose input is far


def test_single_ops():
    expected = {'Sqrt': np.array([1.0, 2.0]), 'Exp': np.array([3.0])}
    lines = drift.kernels(expected, on={**expected, 'Sqrt': np.array([1.0, 2.5])}, off=expected)
    assert lines[0] == '| op | results | on | off |'
    assert lines[2:] == ['| Sqrt | 2 | 1, 2e-01 | equal |', '| Exp | 1 | equal | equal |']


def test_a_wrong_number_of_steps(capsys):
    with pytest.raises(SystemExit) as end:
        drift.main(['--steps=0'])
    assert end.value.code == 2 and 'is not between' in capsys.readouterr().err
