import pytest
from google.protobuf.message import DecodeError

from tests.graphs.graph_texts import ADDED, as_bytes
from tf1_ref.graphs.reading.messages import BINARY, TEXT
from tf1_ref.graphs.reading.wire import first, records, spans


def test_the_records_of_a_graph_are_its_nodes():
    content = as_bytes(ADDED + 'versions { producer: 300 }')
    found = list(records(memoryview(content)))
    assert [field for field, _ in found] == [1] * 6 + [4]
    assert [BINARY.NodeDef.FromString(node).name for _, node in found[:2]] == ['x', 'W']
    assert [content[start:end] for _, start, end in spans(memoryview(content))] == [payload for _, payload in found]
    assert first(memoryview(content), 1, among=1) == found[0][1]
    assert first(memoryview(content), 4, among=2) is None


def test_numbers_are_passed_over():
    message = TEXT.AttrValue(i=2**60), TEXT.AttrValue(f=0.1), TEXT.AttrValue(b=True), TEXT.AttrValue(s=b'x' * 300)
    content = b''.join(one.SerializeToString() for one in message)
    assert list(records(memoryview(content))) == [(2, b'x' * 300)]


@pytest.mark.parametrize(
    ('content', 'said'),
    [
        (b'\x0a\x05ab', 'ends within the record that begins at byte 0'),
        (b'\x0a', 'ends within'),
        (b'\x0a\x00\x12\xff', 'ends within'),
        (b'\x0b', 'no record begins at byte 0 of 1'),
        (b'\xff' * 20, 'no number ends'),
    ],
)
def test_damage(content, said):
    with pytest.raises(DecodeError, match=said):
        list(records(memoryview(content)))
