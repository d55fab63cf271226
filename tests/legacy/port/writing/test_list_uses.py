"""What is done with a value that was a list in Python 2; what becomes of it is in `rules/test_lists.py`."""

import pytest

from tests import needs

needs.modules('libcst')

from tests.legacy.port.writing.test_context import context
from tf1_ref.legacy.port.writing import list_uses


def first_call(text):
    names = context(f'{text}\n')[1].names
    return names.flows.calls[0], names


@pytest.mark.parametrize(
    ('text', 'kind'),
    [
        ('map(f, y)', 'i'),
        ('xrange(3)', 'r'),
        ('d.keys()', 'k'),
        ('d.items()', 'v'),
        ('d.items(3)', ''),
        ('f(3)', ''),
        ('import tensorflow as tf\ntf.map_fn()', ''),
        ('def zip(x):\n    pass\nzip(3)', ''),
        ('class A:\n    def keys(self):\n        pass\nd.keys()', ''),
    ],
)
def test_what_a_call_gives(text, kind):
    assert list_uses.kind_of(*first_call(text)) == kind


@pytest.mark.parametrize(
    ('text', 'only_a_list', 'left'),
    [
        ('x = map(f, y)\nx[0]', '[]', False),
        ('x = map(f, y)\nx.sort()', '.sort()', False),
        ('def g():\n    return map(f, y)', '', True),
        ('def g():\n    yield map(f, y), 3', '', True),
        ('for x in map(f, y):\n    pass', '', False),
    ],
)
def test_a_use(text, only_a_list, left):
    call, names = first_call(text)
    (use,) = names.flows.uses(call)
    assert (list_uses.as_list(use, 'i', use.node is call), list_uses.is_left(use)) == (only_a_list, left)


def test_texts_and_truths():
    call, names = first_call("filter(str.isdigit, 'a1')")
    assert list_uses.gives_text(call, names.flows.uses(call), names)
    call, names = first_call('if map(f, y):\n    pass')
    (use,) = names.flows.uses(call)
    assert list_uses.is_truth(use.node, use.around, names) and not list_uses.is_added(use)
