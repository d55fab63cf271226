"""The drawing: every node and edge is there, no two texts and no two boxes overlap."""

import itertools
import re
import sys
import xml.etree.ElementTree

import pytest

from tests import needs
from tests.graphs.small_graphs import changed, dense
from tf1_ref.errors import SetupError
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.drawing import LETTER, svg, text
from tf1_ref.graphs.diff.surroundings import Edge, Node, Part, around

SVG = '{http://www.w3.org/2000/svg}'
HEIGHT = 12  # of a letter


def node(name, mark='both', kind='Relu', hidden=0):
    return Node(0, 0, (name,), (kind,), mark, hidden)


def part(edges, count):
    nodes = [node(f'scope_{number}/{"long_" * (number % 9)}name', hidden=number % 3) for number in range(count)]
    return Part(nodes, [Edge(*edge, 'both', False) for edge in edges])


PARTS = {
    'one': part([], 1),
    'chain': part([(n, n + 1) for n in range(39)], 40),
    'fan': part([(0, n) for n in range(1, 40)], 40),
    'ladder': part([(n, m) for n in range(20) for m in (20 + n, 20 + (n * 7) % 20)], 40),
    'skips': part([(n, m) for n in range(39) for m in range(n + 1, min(40, n + 9), 3)], 40),
    'apart': part([(n, n + 1) for n in range(0, 40, 2)], 40),
    'loop': part([(0, 1), (1, 2), (2, 1), (2, 3), (3, 0)], 4),
    'twice': part([(0, 1), (0, 1)], 2),
}


def drawn(found):
    return xml.etree.ElementTree.fromstring(svg(found, 'a<b', 'arrow'))


def apart(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize('name', PARTS)
def test_nothing_overlaps_and_everything_is_inside(name):
    needs.modules('grandalf')
    picture = drawn(PARTS[name])
    width, height = float(picture.get('width')), float(picture.get('height'))
    boxes, texts = [], []
    for group in picture.iter(f'{SVG}g'):
        (rect,) = group.iter(f'{SVG}rect')
        x, y, w, h = (float(rect.get(key)) for key in ('x', 'y', 'width', 'height'))
        boxes.append((x, y, x + w, y + h))
        for line in group.iter(f'{SVG}text'):
            left, base = float(line.get('x')), float(line.get('y'))
            texts.append((left, base - HEIGHT, left + LETTER * len(line.text), base + 3))
            assert x <= texts[-1][0] and texts[-1][2] <= x + w and y <= texts[-1][1] and texts[-1][3] <= y + h
    assert len(boxes) == len(PARTS[name].nodes) and len(texts) == 2 * len(boxes)
    for all_of in (boxes, texts):
        assert all(apart(one, other) for one, other in itertools.combinations(all_of, 2))
    assert all(x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height for x0, y0, x1, y1 in boxes)
    lines = [path.get('d') for path in picture.findall(f'{SVG}path')]
    assert len(lines) == len(PARTS[name].edges)
    for line, edge in zip(lines, PARTS[name].edges, strict=True):
        points = [float(number) for number in re.findall(r'-?[\d.]+', line)]
        assert all(0 <= x <= width for x in points[::2])
        start, end = points[:2], points[-2:]
        for (x, y), (x0, y0, x1, y1) in ((start, boxes[edge.source]), (end, boxes[edge.target])):
            assert x0 < x < x1 and min(abs(y - y0), abs(y - y1)) < 0.2  # it leaves one box and meets the other
    assert svg(PARTS[name], 'a<b', 'arrow') == svg(PARTS[name], 'a<b', 'arrow')


def test_marks_and_names():
    needs.modules('grandalf')
    found = Part(
        [Node(0, 1, ('old<', 'new&'), ('Relu', 'Elu'), 'changed', 3), node('n' * 50, 'right')],
        [Edge(1, 0, 'left', True)],
    )
    picture = drawn(found)
    assert [group.get('class') for group in picture.iter(f'{SVG}g')] == ['changed', 'right']
    texts = [line.text for line in picture.iter(f'{SVG}text')]
    assert texts[:3] == ['old<', '→ new&', 'Relu → Elu (+3)']
    assert texts[3].startswith('nnnnnnnn…') and len(texts[3]) == 34
    assert [title.text for title in picture.iter(f'{SVG}title')] == ['old< → new&', 'n' * 50]
    assert [path.get('class') for path in picture.findall(f'{SVG}path')] == ['left control']


def test_in_words():
    comparison = compare(dense(), changed(dense(), 'out', type='Elu'))
    lines = text(around(comparison, comparison.differences[0])).splitlines()
    assert lines[0] == '~ out  Relu → Elu <- add, noise (control)'
    assert '  mul  MatMul (+2)' in lines


def test_without_grandalf_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, 'grandalf', None)
    with pytest.raises(SetupError, match=r"grandalf is not installed; .*pip install 'tf1_ref\[graphs\]'"):
        svg(PARTS['one'], '', 'arrow')
