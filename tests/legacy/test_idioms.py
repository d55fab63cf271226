"""What scripts of TensorFlow 1's time did beside the graph, from the command line, against the genuine article."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests import needs
from tests.legacy import generate_idioms
from tests.legacy.running import run
from tf1_ref.legacy.port import command as port

GENUINE = json.loads(generate_idioms.GOLDEN.read_text())
NUMBER = re.compile(r'-?\d+\.\d+(?:e-?\d+)?')
# What port leaves as it is, and run gives back.
RUN_ONLY = {
    'eagerly': 'NumPy prints `np.float32(1.0)` since 2.0',
    'flags_and_files': 'it prints the version',
}
PRECISION = 2e-4  # of numbers printed with four or five digits


@pytest.mark.parametrize('name', generate_idioms.names())
def test_prints_what_it_printed(name, tmp_path, forked):
    check(name, run(generate_idioms.prepared(name, tmp_path), tmp_path, stdin=subprocess.DEVNULL))


@pytest.mark.parametrize('name', [name for name in generate_idioms.names() if name not in RUN_ONLY])
def test_ported_it_prints_the_same(name, tmp_path, forked_throughout):
    needs.modules('libcst')
    script, *arguments = generate_idioms.prepared(name, tmp_path)
    assert port.main([str(tmp_path / script), '--write', '--quiet']) == 0
    quiet = {**os.environ, 'PYTHONWARNINGS': 'ignore'}  # as -W ignore, which could not be forked
    python = [sys.executable, script, *arguments]
    check(name, subprocess.run(python, cwd=tmp_path, env=quiet, capture_output=True, text=True))


def check(name, got):
    needs.told(got.stderr)
    assert got.returncode == 0, got.stderr[-2000:]
    expected, found = ('\n'.join(lines) for lines in (GENUINE[name], got.stdout.splitlines()))
    assert NUMBER.sub('#', found) == NUMBER.sub('#', expected)
    numbers = [[float(one) for one in NUMBER.findall(text)] for text in (found, expected)]
    assert numbers[0] == pytest.approx(numbers[1], rel=PRECISION, abs=PRECISION)


def test_every_script_has_its_golden_entry():
    assert sorted(GENUINE) == generate_idioms.names()
