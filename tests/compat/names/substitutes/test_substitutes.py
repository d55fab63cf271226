"""What reasons say to use instead of a name that is refused has been run."""

import re

import pytest

from tests import needs
from tests.compat.names.substitutes import running

# Words that stand for the names of a program in a substitute; what is neither is prose.
NAMES = re.compile(r'\b(?:tf|tensorflow|tensorflow_probability|numpy|scipy|sklearn|h5py)\.[\w.]*\w')


def test_every_substitute_has_a_program():
    missing = [one for one in running.said() if one not in running.PROGRAMS]
    assert sorted(missing) == []


def test_no_program_is_unused():
    assert sorted({*running.PROGRAMS} - running.said()) == []


@pytest.mark.parametrize('substitute', sorted(running.PROGRAMS))
def test_a_program_uses_what_it_is_for(substitute):
    said = {name.rpartition('.')[2] for name in NAMES.findall(substitute)}
    assert [name for name in said if name not in running.PROGRAMS[substitute]] == []


@pytest.mark.parametrize('substitute', sorted(running.PROGRAMS))
def test_a_substitute_works(substitute, tmp_path):
    program = running.PROGRAMS[substitute]
    for module in re.findall(r'^import ([\w.]+)', program, re.MULTILINE):
        pytest.importorskip(module, exc_type=ImportError)
    needs.modules('tf_keras', 'tf_slim', 'tensorflow_estimator')
    from tf1_ref.compat import tf

    assert running.passes(program, tf, tmp_path)


def test_a_program_that_is_not_true_fails(tmp_path):
    from tf1_ref.compat import tf

    assert running.passes('x = 3\nx == 3', tf, tmp_path)
    assert not running.passes('x = 3\nx == 5', tf, tmp_path)
