"""What scripts of TensorFlow 1's time did beside the graph, from the command line, against the genuine article."""

import json
import re
import subprocess

import pytest

from tests import needs
from tests.legacy import generate_idioms
from tests.legacy.running import run

GENUINE = json.loads(generate_idioms.GOLDEN.read_text())
NUMBER = re.compile(r'-?\d+\.\d+(?:e-?\d+)?')
PRECISION = 2e-4  # of numbers printed with four or five digits


@pytest.mark.parametrize('name', generate_idioms.names())
def test_prints_what_it_printed(name, tmp_path, forked):
    got = run(generate_idioms.prepared(name, tmp_path), tmp_path, stdin=subprocess.DEVNULL)
    needs.told(got.stderr)
    assert got.returncode == 0, got.stderr[-2000:]
    expected, found = ('\n'.join(lines) for lines in (GENUINE[name], got.stdout.splitlines()))
    assert NUMBER.sub('#', found) == NUMBER.sub('#', expected)
    numbers = [[float(one) for one in NUMBER.findall(text)] for text in (found, expected)]
    assert numbers[0] == pytest.approx(numbers[1], rel=PRECISION, abs=PRECISION)


def test_every_script_has_its_golden_entry():
    assert sorted(GENUINE) == generate_idioms.names()
