"""The benchmark of the tools, with little to read."""

import sys

import pytest

from tests import needs
from tests.benchmarks import against, tools


def test_a_row_of_pairs():
    row = tools.row(
        'diff',
        [
            (tools.Run(0, 4.0, 3.0, 90), tools.Run(1, 2.0, 1.0, 50)),
            (tools.Run(0, 6.0, 3.0, 90), tools.Run(1, 2.0, 2.0, 50)),
        ],
    )
    assert row == '| diff | 5.00 s | 3.00 s | 90 MB | 2.00 s | 1.50 s | 50 MB | 2.50 | 2.25 |'


def test_port_and_doctor(monkeypatch, capsys):
    needs.modules('libcst')
    monkeypatch.setattr(against, 'unpack', lambda commit, folder, parser: folder.symlink_to(against.ROOT))
    monkeypatch.setattr(sys, 'argv', ['tools', 'HEAD', '--only=port,doctor', '--files=2', '--runs=1'])
    assert tools.main() == 0
    assert [line.split('|')[1].strip() for line in capsys.readouterr().out.splitlines()[2:]] == ['port', 'port, doctor']


def test_a_streamed_checkpoint(tmp_path):
    lines = list(tools.streamed(tmp_path, 2, 1 << 16))
    assert [line.split('|')[1].rpartition(': ')[2].strip() for line in lines] == [
        'list',
        'write .npz',
        'write .safetensors',
    ]
    assert list(tmp_path.iterdir()) == []


def test_bad_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, 'argv', ['tools', 'HEAD', '--only=walk'])
    with pytest.raises(SystemExit):
        tools.main()
    assert '--only=walk: the tools are port, doctor, ' in capsys.readouterr().err


def test_the_checkout_is_the_one_that_is_named(tmp_path):
    (tmp_path / 'tf1_ref').mkdir()
    (tmp_path / 'tf1_ref' / '__main__.py').write_text('import sys; sys.exit(1)')
    assert tools.run(tmp_path, 'doctor').code == 1
