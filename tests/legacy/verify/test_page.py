"""The page of `verify --html`; `tests/graphs/diff/test_page.py` has that of graphs, whose parts it uses."""

import copy
import re
import subprocess

import pytest

from tests import needs
from tests.graphs.diff.test_page import ODD, Page, comparison
from tests.scripts.running import is_png
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
        '2 variables, 2 here',
        '1 random op, 0 here',
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


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_contrast(scheme):
    """Colours of text on the page's grounds, by WCAG's formula: at least 4.5."""
    dark = scheme == 'dark'
    ground = (18, 18, 18) if dark else (255, 255, 255)  # Chromium's canvas
    plain = (255, 255, 255) if dark else (0, 0, 0)
    colours = re.findall(r'--(?:same|different): #([0-9a-f]{6})', STYLE.partition('@media')[2 if dark else 0])
    texts = [tuple(bytes.fromhex(colour)) for colour in colours]
    assert len(texts) >= 2
    opacities = [float(number) for number in re.findall(r'opacity: ([\d.]+)', STYLE + page.STYLE)]
    texts += [blend(plain, ground, opacity) for opacity in [1, *opacities]]
    tints = re.findall(r'--(?:left|right|faint): #([0-9a-f]{3,8})', STYLE) + ['d4a72c28']
    grounds = [ground, *(blend(*tint(one), ground) for one in tints)]
    for text in texts:
        for one in grounds:
            assert contrast(text, one) >= 4.5, (text, one)


def tint(text):
    """Colour and opacity of a colour with an alpha."""
    digits = text if len(text) == 8 else ''.join(digit * 2 for digit in text)
    *colour, alpha = bytes.fromhex(digits)
    return tuple(colour), alpha / 255


def blend(colour, *rest):
    ground, opacity = rest if isinstance(rest[0], tuple) else rest[::-1]
    return tuple(opacity * one + (1 - opacity) * other for one, other in zip(colour, ground, strict=True))


def contrast(one, other):
    def luminance(colour):
        parts = [part / 255 for part in colour]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize('width', [1300, 390])
def test_a_browser_shows_it(width, tmp_path):
    """In headless Chromium, within a frame of that width: no wider than it, all details open."""
    browser = needs.browser()
    opens = '<script>document.querySelectorAll("details").forEach(one => one.open = true);</script></body>'
    (tmp_path / 'page.html').write_text(page.page([proof(), different(), fails()]).replace('</body>', opens))
    frame = tmp_path / 'frame.html'
    frame.write_text(
        f'<title></title><iframe src="page.html" style="width:{width}px;height:1500px;border:0"></iframe><script>'
        'const frame = document.querySelector("iframe");'
        'onload = () => document.title = frame.contentDocument.documentElement.scrollWidth</script>'
    )
    flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--hide-scrollbars']
    flags += ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']
    flags += ['--allow-file-access-from-files', f'--user-data-dir={tmp_path}/browser', '--window-size=1400,1600']
    shot = tmp_path / 'shot.png'
    command = [browser, *flags, f'--screenshot={shot}', '--dump-dom', f'file://{frame}']
    dumped = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert is_png(shot)
    assert 0 < int(dumped.stdout.partition('<title>')[2].partition('</title>')[0]) <= width
