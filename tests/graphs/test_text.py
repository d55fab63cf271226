"""Shapes and sizes as people read them."""

from tf1_ref.graphs.text import bytes_text, shape_text


def test_shapes():
    assert shape_text((None, 28, 1)) == '[?, 28, 1]' and shape_text(()) == '[]'
    assert shape_text(None) == 'unknown rank' and shape_text(None, '?') == '?'


def test_bytes_for_people():
    shown = [bytes_text(count) for count in (0, 1023, 1024, 1536 * 1024, 3 * 2**30, 5 * 2**40, 5000 * 2**40)]
    assert shown == ['0 B', '1023 B', '1.0 KiB', '1.5 MiB', '3.0 GiB', '5.0 TiB', '5000.0 TiB']
