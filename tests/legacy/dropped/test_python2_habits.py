"""What Python 2 did with text and comparisons."""

import pytest

from tf1_ref.legacy.dropped import python2_habits


@pytest.mark.parametrize(
    ('text', 'codec', 'encoded'),
    [('ab', 'hex', '6162'), ('ab', 'base64', 'YWI=\n'), ('ab', 'rot13', 'no'), ('a\n', 'string-escape', 'a\\n')],
)
def test_codecs(text, codec, encoded):
    assert python2_habits.encode_text(text, codec) == encoded
    assert python2_habits.encode_text(text.encode(), codec) == encoded
    assert python2_habits.decode_text(encoded, codec) == text


def test_cmp():
    assert [python2_habits.cmp(1, 2), python2_habits.cmp(2, 2), python2_habits.cmp('b', 'a')] == [-1, 0, 1]
