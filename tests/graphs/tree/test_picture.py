"""The tree as a picture: XML that can be parsed, a row per scope, nothing outside the picture or on top of a bar."""

import collections
import xml.etree.ElementTree

from tests.contrast import assert_legible
from tests.graphs.tree.test_text import ROOT
from tf1_ref.graphs.tree.picture import BAR, BARS, DARK, LETTER, LIGHT, STYLE, tooltip, tree_picture
from tf1_ref.graphs.tree.scopes import Scope
from tf1_ref.graphs.tree.text import rows

SVG = '{http://www.w3.org/2000/svg}'


def drawn(root, note='batch of 1'):
    return xml.etree.ElementTree.fromstring(tree_picture(root, list(rows(root)), note))


def test_rows_and_bars():
    picture = drawn(ROOT)
    texts = [text.text for text in picture.iter(f'{SVG}text')]
    assert texts[:2] == ['net', 'batch of 1']
    assert [text for text in texts if text in ('conv', 'W', 'step', '6 operations')] == [
        'conv',
        'W',
        'step',
        '6 operations',
    ]
    assert {'4,266', '16.7 KiB', '1 28 28 4', 'scalar'} <= set(texts)
    kinds = {kind for _, kind, *_ in BARS}
    shares = [float(bar.get('width')) for bar in picture.iter(f'{SVG}rect') if bar.get('class') in kinds]
    assert shares[:4] == [BAR] * 4  # the root has all of it
    assert round(40 / 4266 * BAR, 1) in shares
    assert len(list(picture.iter(f'{SVG}path'))) == 4  # every scope but the root hangs from one


def test_a_row_tells_more_under_the_pointer():
    titles = [title.text for title in drawn(ROOT).iter(f'{SVG}title')][1:]
    assert titles[0].splitlines() == [
        'net',
        'output: 1 10',
        'parameters: 4,266 (100.0 % of the model)',
        'multiply-adds: 88,592 (100.0 % of the model)',
        'memory of variables: 16.7 KiB (100.0 % of the model)',
        'activations: 63.3 KiB (100.0 % of the model)',
        '66 operations, those of its parts included',
    ]
    assert titles[2].splitlines()[:3] == ['W', 'shape: 3 3 1 4', 'parameters: 36 (0.8 % of the model)']
    own = Scope('', 'operations', operations=3, types=collections.Counter(Relu=2, Add=1), unknown=1)
    assert tooltip(ROOT, own).splitlines() == [
        'directly in this scope, in no scope within it:',
        '2 Relu',
        '1 Add',
        '1 operation not counted: a size is not known',
    ]


def test_the_colours_are_legible():
    light, dark = (' '.join(f'--{kind}: {colour}' for kind, colour in colours.items()) for colours in (LIGHT, DARK))
    style = f'{light} @media (prefers-color-scheme: dark) {{ {dark} }}'
    assert_legible(style, [('ink', 'paper'), ('soft', 'paper'), *(('ink', kind) for _, kind, *_ in BARS)])
    assert all(STYLE.count(colour) for colour in (*LIGHT.values(), *DARK.values()))


def test_everything_is_inside():
    long = Scope('n' * 70, parts=[Scope('m' * 90, 'variable', (3, 5), 15, 0, 60)], parameters=15, parameter_bytes=60)
    picture = drawn(long, 'w' * 200)
    width, height = float(picture.get('width')), float(picture.get('height'))
    for text in picture.iter(f'{SVG}text'):
        assert float(text.get('y')) < height
        letter = 6 if text.get('class') == 'head' else LETTER * 0.7
        assert float(text.get('x')) + len(text.text or '') * letter < width, text.text


def test_odd_characters():
    assert [text.text for text in drawn(Scope('a<b>&"c"')).iter(f'{SVG}text')][0] == 'a<b>&"c"'
