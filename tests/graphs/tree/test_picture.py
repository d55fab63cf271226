"""The tree as a picture: XML that can be parsed, a row per scope, nothing outside the picture or on top of a bar."""

import xml.etree.ElementTree

from tests.graphs.tree.test_text import ROOT
from tf1_ref.graphs.tree.picture import BAR, LETTER, tree_picture
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
    shares = [float(bar.get('width')) for bar in picture.iter(f'{SVG}rect') if bar.get('opacity') == '0.55']
    assert shares[:4] == [BAR] * 4  # the root has all of it
    assert round(40 / 4266 * BAR, 1) in shares
    assert len(list(picture.iter(f'{SVG}path'))) == 4  # every scope but the root hangs from one


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
