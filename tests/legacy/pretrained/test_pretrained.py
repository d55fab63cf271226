"""A checkpoint of an encoder of sentences, written by the genuine article, loads by `run` and ported."""

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from tests import needs
from tests.legacy.pretrained import generate
from tests.legacy.running import run
from tf1_ref.legacy.port import command as port

needs.modules('tf_keras', 'tf_slim', 'tensorflow_estimator')
GENUINE = json.loads(generate.GOLDEN.read_text())


@pytest.mark.parametrize('use', generate.USES)
def test_by_run(use, tmp_path, forked):
    check(use, run([generate.SCRIPT, use, generate.PREFIX], tmp_path))


@pytest.mark.parametrize('use', generate.USES)
def test_ported(use, tmp_path, forked):
    needs.modules('libcst')
    ported = shutil.copy(generate.SCRIPT, tmp_path)
    assert port.main([str(ported), '--write', '--quiet']) == 0
    command, env = [sys.executable, 'encoder.py', use, str(generate.PREFIX)], {**os.environ, 'PYTHONWARNINGS': 'ignore'}
    check(use, subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True))


def check(use, got):
    assert got.returncode == 0, got.stderr[-2000:]
    found, expected = ([np.array(one) for one in every] for every in (json.loads(got.stdout), GENUINE[use]))
    assert [one.shape for one in found] == [one.shape for one in expected]
    for one, other in zip(found, expected, strict=True):
        assert abs(one - other).max() <= 1e-6
    assert found[0].std() > 0.01  # what is constant would be equal without a checkpoint too
