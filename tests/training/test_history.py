import json

import numpy as np
import pytest

from tf1_ref.errors import InputError
from tf1_ref.training.history import Begun, DamagedHistory, History, begun_in, load_history, save_history

GOOD = History({'seed': 7}, [{'cost': 0.5, 'seconds': 1.0}, {}])


def test_what_is_saved_is_loaded(tmp_path):
    assert load_history(tmp_path, {'seed': 7}) is None
    save_history(tmp_path, GOOD)
    assert load_history(tmp_path, {'seed': 7}) == GOOD
    assert GOOD.column('cost') == [0.5] and GOOD.curve('accuracy') == []
    np.testing.assert_array_equal(GOOD.curve('cost'), [0.5, np.nan])
    with pytest.raises(InputError, match='holds a run with --seed=7, not 8'):
        load_history(tmp_path, {'seed': 8})


@pytest.mark.parametrize(
    'content',
    [
        b'',
        b'{"settings": ',
        b'\xff\xfe\x00',
        b'[]',
        b'null',
        b'{}',
        b'{"settings": {}, "epochs": {}}',
        b'{"settings": [], "epochs": []}',
        b'{"settings": {}, "epochs": [1]}',
        b'{"settings": {}, "epochs": [{"cost": "0.5"}]}',
        b'{"settings": {}, "epochs": [{"cost": null}]}',
        b'[' * 100_000,
        b'{"settings": {}, "epochs": [{"cost": ' + b'9' * 5000 + b'}]}',
        b'"' + bytes(range(32)),
    ],
)
def test_damage_is_one_line(tmp_path, content):
    (tmp_path / 'history.json').write_bytes(content)
    with pytest.raises(DamagedHistory, match='history.json is not a history of a run, or damaged; remove it'):
        load_history(tmp_path, {})


def test_a_folder_in_its_place(tmp_path):
    (tmp_path / 'history.json').mkdir()
    with pytest.raises(DamagedHistory):
        load_history(tmp_path, {})


def test_every_truncation_is_noticed(tmp_path):
    content = json.dumps({'settings': {'seed': 7}, 'epochs': [{'cost': 0.5}]}).encode()
    for end in range(len(content)):
        (tmp_path / 'history.json').write_bytes(content[:end])
        with pytest.raises(DamagedHistory):
            load_history(tmp_path, {'seed': 7})


def test_the_epoch_under_way():
    good = {'steps': 3, 'cost': 0.25, 'seconds': 1.5}
    assert begun_in({'begun': good}, 3) == Begun(3, 0.25, 1.5)
    for bad in ({}, {'begun': None}, {'begun': {**good, 'cost': 'x'}}, {'begun': {'steps': 3}}, [], {'begun': [3]}):
        assert begun_in(bad, 3) is None
    assert begun_in({'begun': good}, 4) is None
