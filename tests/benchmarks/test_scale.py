"""The simulation is right where the answer is known, and the page has what it prints."""

import numpy as np
import pytest

from tests.arrows import ROOT
from tests.benchmarks import scale


def test_the_page_has_the_table():
    assert '\n'.join(['', '', *scale.table(), '', '']) in (ROOT / 'tf1_ref' / 'scripts' / 'SCALE.md').read_text()


def test_where_the_answer_is_known(monkeypatch):
    monkeypatch.setattr(scale, 'PARAMETERS', scale.BYTES_PER_SEC / 8)  # one server: a second for each step of a worker
    secs = np.full([3, 500], 2.0)
    assert scale.asynchronous(secs[:1], servers=1) == pytest.approx(1 / 3, rel=0.01)
    assert scale.asynchronous(secs, servers=1) == pytest.approx(1, rel=0.01)  # as many as it can serve
    assert scale.asynchronous(np.full([9, 500], 2.0), servers=1) == pytest.approx(1, rel=0.02)
    assert scale.in_step(secs, 4.0) == pytest.approx(3 / 6)
    secs[0] = 11.0
    assert scale.in_step(secs, 4.0) == pytest.approx(3 / 15)
    assert scale.in_step(secs, 4.0, without=1) == pytest.approx(2 / 6)
