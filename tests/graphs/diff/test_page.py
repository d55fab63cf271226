"""The verdict as one HTML page."""

import html.parser
import subprocess

import pytest

from tests import needs
from tests.scripts.running import is_png
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.page import page
from tf1_ref.graphs.graph import Graph, Op, Variable

ODD = 'scope/<script>alert(1)</script>&"\'/' + 'long_' * 60


def comparison(count=3):
    variables = [Variable(f'{ODD}{number}', (3, number + 1), 'float32', True) for number in range(count)]
    others = [*variables[1:], Variable('<b>new</b>', None, 'float32', True)]
    ops = [Op('x', 'Placeholder'), Op('first', 'Relu', ('x:0',)), Op('second', 'Relu', ('first:0',))]
    left = Graph('<a>.pb', variables, {}, ['x'], {}, ops)
    return compare(left, Graph('b&c.pb', others, {}, ['x'], {}, [*ops[:2], Op('second', 'Tanh', ('first:0',))]))


class Page(html.parser.HTMLParser):
    """Collects tags, links and text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.text = [], [], ''
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ('href', 'src')]

    def handle_data(self, data):
        self.text += data


def test_everything_is_in_one_page_and_escaped():
    found = Page(page(comparison()))
    assert found.links == [] and not {'script', 'b', 'a', 'img', 'link'} & set(found.tags)
    assert f'{ODD}0' in found.text and '<b>new</b>' in found.text and '<a>.pb' in found.text
    assert found.tags.count('article') == 3  # a variable less, a variable more, an op of another type
    assert '[?' not in found.text and 'unknown rank' in found.text


def test_the_same_is_said_to_be_the_same():
    graph = Graph('a', [Variable('v', (3,), 'float32')])
    assert '<h1 class="same">Same' in page(compare(graph, graph))


def test_what_is_more_than_a_browser_shows_is_counted():
    left = Graph('a', [Variable(f'v{number}', (number,), 'float32') for number in range(700)])
    found = Page(page(compare(left, Graph('b', []))))
    assert found.tags.count('article') == 500 and 'And 200 more.' in found.text


@pytest.mark.parametrize('width', [1200, 400])
def test_a_browser_shows_it(width, tmp_path):
    """In headless Chromium, at desktop and phone width: no wider than the window, and no script is run."""
    browser = needs.browser()
    measured = (
        '<script>document.querySelectorAll("details").forEach(one => one.open = true);'
        'document.title = document.documentElement.scrollWidth + " " + document.querySelectorAll("article").length'
        '</script></body>'
    )
    file = tmp_path / 'page.html'
    file.write_text(page(comparison()).replace('</body>', measured))
    flags = [
        *('--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars'),
        *('--disable-background-networking', '--disable-component-update', '--disable-sync'),
        f'--user-data-dir={tmp_path}/browser',
        f'--window-size={width},2000',
    ]
    shot = tmp_path / 'shot.png'
    command = [browser, *flags, f'--screenshot={shot}', '--dump-dom', f'file://{file}']
    dumped = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    assert is_png(shot)
    scroll_width, articles = map(int, dumped.stdout.partition('<title>')[2].partition('</title>')[0].split())
    assert articles == 3
    assert scroll_width <= max(width, 500)  # headless Chromium makes no window narrower than 500 pixels
