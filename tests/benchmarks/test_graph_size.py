import pytest

from tests.benchmarks import graph_size


@pytest.fixture(scope='module')
def row(tmp_path_factory):
    return graph_size.row(2, tmp_path_factory.mktemp('graph'))


def test_a_small_graph_is_read_and_compared(row):
    nodes, size, snapshot, diff = row
    assert 1000 < nodes < 1500 and size > 50_000
    assert snapshot[0] == 0 and diff[0] in (0, 1)
    assert 10 < snapshot[3] < 200 and 0 < snapshot[2] < 10  # no TensorFlow, which alone takes more


def test_the_copy_has_no_name_of_the_original():
    graph_def = graph_size.build(1)
    copy = graph_size.renamed(graph_def)
    names = {node.name for node in graph_def.node}
    assert len(copy.node) == len(graph_def.node) and not names & {node.name for node in copy.node}
    renamed = {node.name for node in copy.node}
    for node in copy.node:
        assert all(name.lstrip('^').partition(':')[0] in renamed for name in node.input)


def test_the_table(row):
    lines = graph_size.table([row])
    assert lines[2].startswith(f'| {row[0]:,} | ') and lines[0].count('|') == lines[2].count('|')
