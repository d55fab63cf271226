"""The page of `verify --html`; `tests/graphs/diff/test_page.py` has that of graphs, whose parts it uses."""

import copy
import re

import pytest

from tests.browsing import look_at
from tests.contrast import assert_legible
from tests.graphs.diff.test_page import ODD, Page, comparison
from tf1_ref.graphs.diff.page import STYLE
from tf1_ref.legacy.verify import page, recordings
from tf1_ref.legacy.verify.cause import Cause
from tf1_ref.legacy.verify.proof import Proof
from tf1_ref.legacy.verify.recordings import Recording

CONTENT = {
    'tensorflow': '1.15.5',
    'variables': [[ODD, [2, 3], 'float32'], ['w', None, 'float32']],
    'seeds': [['noise<1>', 'RandomUniform', 0, 7]],
    'calls': [
        [],
        [
            {'name': 'loss:0', 'shape': [], 'values': [1.0]},
            {'name': 'logits&:0', 'shape': [6], 'values': [0.5, 1, 2, 3, 4, 5]},
        ],
        [{'name': 'text:0', 'shape': [], 'type': 'S'}],
    ],
}


def proof(change=lambda content: None, name='<script>.py', graphs=None, cause=None):
    other = copy.deepcopy({**CONTENT, 'tensorflow': '2.21.0'})
    change(other)
    expected, found = Recording(0, CONTENT, ''), Recording(0, other, '')
    return Proof(recordings.verdict(name, expected, found, 10), expected, found, graphs, cause)


def different():
    def change(content):
        content['variables'][1] = ['new', [5], 'float32']
        content['seeds'].clear()
        content['calls'][1][0]['values'] = [1.5]
        content['calls'][1][1]['values'][1] = 1.002

    return proof(change, graphs=comparison(), cause=Cause(2, 'a<b>', 'MatMul', '1.0 became 1.5'))


def fails():
    expected, found = (
        Recording(1, {}, "Traceback\nModuleNotFoundError: No module named 'gym'"),
        Recording(0, CONTENT, ''),
    )
    return Proof(recordings.verdict('fails.py', expected, found, 10), expected, found)


def words(text):
    return ' '.join(text.split())


def test_the_same():
    text = page.page([proof()])
    found = Page(text)
    assert '<h1 class="same">Same<small>&lt;script&gt;.py; TensorFlow 1.15.5 and TensorFlow 2.21.0</small>' in text
    for part in ('2 variables, the same', '1 random op, the same', 'the first 3 of Session.run, the same'):
        assert part in found.text
    assert 'class=changed' not in text and ' open' not in text and 'First difference' not in text
    assert found.links == []


def test_everything_that_differs_is_marked_and_escaped():
    text = page.page([different()])
    found = Page(text)
    assert found.links == [] and not {'script', 'b', 'img', 'link'} & set(found.tags)
    said = words(found.text)
    for part in (
        "First difference in variables: variable ['w', None, 'float32'] became ['new', [5], 'float32']",
        'The op that causes it: call 2: a<b> (MatMul): 1.0 became 1.5',
        '2 variables in TensorFlow 1.15, 2 here',
        '1 random op in TensorFlow 1.15, 0 here',
        'noise<1> (RandomUniform): 0, 7',
        'the first 3 of Session.run, not the same',
        'nothing but operations',
    ):
        assert part in said
    cells = [re.sub('<.*?>', '|', row) for row in re.findall('<tr class="?changed"?>(.*?)</tr>', text)]
    assert '|2||loss:0||1||1.5||5.0e-01 (5.0e-01 of it)|' in cells
    assert '|2||logits&amp;:0||[6] 0.5, 1, 2, 3, ...||[6] 0.5, 1.002, 2, 3, ...||2.0e-03 (2.0e-03 of it)|' in cells
    assert len(cells) == 4  # a variable, a seed, two results
    assert found.tags.count('article') == 3  # those of the graphs


def test_a_result_on_one_side_only():
    text = page.page([proof(lambda content: content['calls'].pop())])
    assert '<td data-is="largest difference">on one side only</td>' in text and '>nothing</td>' in text


def test_shapes_that_differ():
    text = page.page([proof(lambda content: content['calls'][1][1].update(shape=[2, 3]))])
    assert len(re.findall('<tr class="?changed"?>', text)) == 1 and '[2, 3] 0.5, 1, 2, 3, ...' in text


def test_several_programs():
    text = page.page([proof(name='a.py'), different(), fails()])
    found = Page(text)
    assert found.links == ['#p0', '#p1', '#p2'] and all(f'id="p{number}"' in text for number in range(3))
    assert 'Not all the same1 of 3 programs compute the same; TensorFlow 1.15.5 and TensorFlow 2.21.0' in found.text
    assert 'It does not run on TensorFlow 1.15.' in found.text
    assert 'python -m tf1_ref genuine --with=gym' in found.text and 'Traceback\nModuleNotFoundError' in found.text


def test_none_of_them_ran():
    assert 'none of them ran on both sides' in page.page([fails()])


def test_all_texts_are_legible_in_both_schemes():
    texts, grounds = ('ink', 'soft', 'same', 'different'), ('paper', 'faint', 'changed')
    assert_legible(STYLE, [(text, ground) for text in texts for ground in grounds])
    assert 'opacity' not in page.STYLE and not re.search(r'(?<!-)color: (?!inherit|var\(--soft\))', page.STYLE)


@pytest.mark.parametrize('width', [1300, 390])
def test_a_browser_shows_it(width, tmp_path):
    """In headless Chromium, within a frame of that width: no wider than it, all details open."""
    opened = 'all("details").map(one => one.open = true).length'
    assert look_at(tmp_path, page.page([proof(), different(), fails()]), width, opened) > 3
