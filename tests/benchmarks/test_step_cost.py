"""The benchmark of a step's cost, at tiny sizes: its points, its page, and that it goes on where it ended."""

import json
import subprocess
import sys

import pytest

from tests import needs
from tests.benchmarks import step_cost
from tf1_ref.data import idx


@pytest.mark.parametrize(('kind', 'size'), [('batch', 3), ('depth', 2)])
def test_a_point(kind, size, tmp_path):
    found = step_cost.measure(kind, size, 0.01, tmp_path)
    assert (
        found['step'] > 0
        and found['processor'] > 0
        and found['steps'] >= step_cost.LEAST
        and found['first'] > 0
        and found['memory'] > 100
    )


def test_a_point_from_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(step_cost, 'BLOCK', 50)
    found = step_cost.measure('data', 150, 0.01, tmp_path)
    assert found['step'] > 0 and found['read'] > 0
    assert idx.read(tmp_path / 'images-150').shape == (150, 28, 28)
    assert idx.read(tmp_path / 'labels-150')[:12].tolist() == [*range(10), 0, 1]


def test_the_nearest_line():
    assert step_cost.line({1: 3.0, 2: 5.0, 10: 21.0}) == pytest.approx((1, 2))
    assert step_cost.line({4: 7.0}) == (7, 0)


def row(step):
    return {
        'step': step + 1,
        'processor': step,
        'load': 2 * step,
        'steps': 9,
        'first': 1.5,
        'memory': 640.0,
        'read': 12345.0,
    }


def run(monkeypatch, page, *flags):
    measured = []
    monkeypatch.setattr(sys, 'argv', ['step_cost', f'--page={page}', *flags])
    monkeypatch.setattr(
        step_cost, 'process', lambda kind, size, *_: measured.append((kind, size)) or row(size / 64 + 1)
    )
    assert step_cost.main() == 0
    return measured


def test_a_second_run_measures_what_is_missing(tmp_path, monkeypatch, capsys):
    page = tmp_path / 'step_cost.md'
    every = [(kind, size) for kind, sizes in step_cost.QUICK.items() for size in sizes]
    assert run(monkeypatch, page, '--quick') == every
    path = tmp_path / 'step_cost.json'
    content = json.loads(path.read_bytes())
    del content['found']['data'], content['found']['depth']['5']
    path.write_text(json.dumps({**content, 'found': {**content['found'], 'data': {}}}))
    assert run(monkeypatch, page, '--quick') == every[-3:]
    text = page.read_text()
    assert '| 64 | 3.00 | 2.00 | 31 |' in text and 'was 2.0 to 314.5.' in text
    assert 'The straight line that is nearest: 1.00 ms, and 0.0156 ms for one more example.' in text
    assert '| 5 | 2.08 | 1.08 | 0.22 | 1.5 |' in text and '| 1,000 | 17.62 | 16.62 | 12,345 | 640 |' in text
    with pytest.raises(SystemExit):
        run(monkeypatch, page, '--quick', '--seconds=1')
    assert 'has other settings' in capsys.readouterr().err


def test_the_picture(tmp_path):
    needs.modules('matplotlib')
    assert step_cost.draw({'batch': {'1': row(1.0), '8': row(2.0)}, 'depth': {}}, tmp_path / 'step_cost.png')
    assert (tmp_path / 'step_cost.png').read_bytes().startswith(b'\x89PNG')


def test_a_point_that_fails_is_said(tmp_path, monkeypatch):
    done = subprocess.CompletedProcess([], 3, '', 'Traceback\nMemoryError: no room\n')
    monkeypatch.setattr(subprocess, 'run', lambda *_, **__: done)
    with pytest.raises(SystemExit, match='batch 8 ended with 3: MemoryError: no room'):
        step_cost.process('batch', 8, 1.0, tmp_path)
