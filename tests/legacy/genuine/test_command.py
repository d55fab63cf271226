"""The command that makes the environment of the genuine article: what it prints, and where."""

import pytest

from tests.legacy.genuine.stand_ins import PYTHON
from tf1_ref.errors import InputError
from tf1_ref.legacy.genuine import command, environment


@pytest.fixture(autouse=True)
def on_x86(monkeypatch):
    monkeypatch.setattr(environment.platform, 'machine', lambda: 'x86_64')


def test_made_shown_and_removed(machine, capsys):
    machine.put(PYTHON, 'python3.7')
    python = machine.place / 'bin' / 'python'

    assert command.main(['--where']) == 1
    printed = capsys.readouterr()
    assert printed.out == '' and printed.err == f'not made yet: {machine.place}; `python -m tf1_ref genuine` makes it\n'

    assert command.main([]) == 0
    printed = capsys.readouterr()
    assert printed.out == f'{python}\n' and printed.err.startswith('[1/4] Python 3.7: ')

    for arguments, said in [([], 'it is there already\n'), (['--where'], '')]:
        assert command.main(arguments) == 0
        assert capsys.readouterr() == (f'{python}\n', said)

    assert command.main(['--remove']) == 0
    assert capsys.readouterr() == ('', f'removed {machine.place}\n')
    assert command.main(['--remove']) == 0
    assert capsys.readouterr() == ('', f'nothing to remove: {machine.place} is not there\n')


def test_with(machine, capsys):
    machine.put(PYTHON, 'python3.7')
    assert command.main(['--with=scipy,pandas', '--with', 'gym==0.17']) == 0
    assert machine.asked()[-1].endswith(' h5py==2.10.0 scipy==1.4.1 pandas==1.0.5 gym==0.17')
    assert 'Installing scipy==1.4.1, pandas==1.0.5, gym==0.17\n' in capsys.readouterr().err


def test_one_thing_at_a_time():
    with pytest.raises(InputError, match='not allowed with argument'):
        command.main(['--where', '--remove'])
