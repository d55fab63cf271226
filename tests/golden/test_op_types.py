"""The table of 1.15's op types, against the genuine article; see `tests.golden.programs.op_types`."""

from tests import needs
from tests.golden import generate
from tests.golden.programs import op_types


def test_the_table_of_op_types_is_not_stale(tmp_path):
    needs.oracle()
    generate.run_genuine('tests.golden.programs.op_types', str(tmp_path / 'op_types.txt'))
    assert op_types.TABLE.read_text() == (tmp_path / 'op_types.txt').read_text(), op_types.__doc__
