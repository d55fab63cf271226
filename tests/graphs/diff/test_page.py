"""The verdict as one HTML page."""

import html.parser
import importlib.util
import re
import sys

import pytest

from tests.browsing import look_at
from tests.contrast import assert_legible
from tf1_ref.graphs.diff import drawing
from tf1_ref.graphs.diff.comparison import compare
from tf1_ref.graphs.diff.page import STYLE, page
from tf1_ref.graphs.graph import Graph, Op, Variable

ODD = 'scope/<script>alert(1)</script>&"\'/' + 'long_' * 60


def comparison(count=3):
    variables = [Variable(f'{ODD}{number}', (3, number + 1), 'float32', True) for number in range(count)]
    others = [*variables[1:], Variable('<b>new</b>', None, 'float32', True)]
    ops = [Op('x', 'Placeholder'), Op('first', 'Relu', ('x:0',)), Op('second', 'Relu', ('first:0',))]
    left = Graph('<a>.pb', variables, {}, ['x'], {}, ops)
    return compare(left, Graph('b&c.pb', others, {}, ['x'], {}, [*ops[:2], Op('second', 'Tanh', ('first:0',))]))


class Page(html.parser.HTMLParser):
    """Collects tags, links, ids and text; that no id is there twice is asserted."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.ids, self.text = [], [], set(), ''
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ('href', 'src')]
        for name, value in attrs:
            if name == 'id':
                assert value not in self.ids
                self.ids.add(value)

    def handle_data(self, data):
        self.text += data


def test_everything_is_in_one_page_and_escaped():
    found = Page(page(comparison()))
    assert not {'b', 'img', 'link'} & set(found.tags) and found.tags.count('script') == 1  # its own
    assert all(link[0] == '#' and link[1:] in found.ids for link in found.links)
    assert f'{ODD}0' in found.text and '<b>new</b>' in found.text and '<a>.pb' in found.text
    assert found.tags.count('article') == 3  # a variable less, a variable more, an op of another type
    assert '[?' not in found.text and 'unknown rank' in found.text


def test_each_difference_leads_to_its_place_and_back():
    text = page(comparison())
    for number in (1, 2, 3):
        article = text.partition(f'<article id="d{number}"')[2].partition('</article>')[0]
        (place,) = re.findall(r'<a href="#(\w+)">its place</a>', article)
        row = text.partition(f'<tr id="{place}"')[2].partition('</tr>')[0]
        assert f'<a href="#d{number}">{number}</a>' in row
        if number == 3:
            assert 'second <small>Relu</small>' in row and 'second <small>Tanh</small>' in row


def test_search_filter_and_expand():
    text = page(comparison())
    assert 'value="variables" checked> variables (2)' in text and 'value="topology" checked> topology (1)' in text
    assert '<input type="search"' in text and '>Expand all</button>' in text
    graph = Graph('a', [Variable('v', (3,), 'float32')])
    same = page(compare(graph, graph))
    assert '<input' not in same and '<script' not in same


def test_the_graph_around_a_difference_is_drawn_or_told(monkeypatch):
    told = page(comparison())
    monkeypatch.setitem(sys.modules, 'grandalf', None)
    without = page(comparison())
    assert '<pre>~ second  Relu → Tanh &lt;- first' in without and '<svg' not in without
    remedy = "no drawing: grandalf is not installed; install it with: pip install 'tf1_ref[graphs]'"
    assert remedy in html.unescape(without)
    if importlib.util.find_spec('grandalf'):
        assert told.count('<svg') == 1 and 'no drawing' not in told


def test_all_texts_are_legible_in_both_schemes():
    grounds = ('paper', 'faint', 'paper+left', 'paper+right', 'paper+changed', 'left-box', 'right-box', 'changed-box')
    assert_legible(STYLE, [(text, ground) for text in ('ink', 'soft') for ground in grounds])
    assert_legible(STYLE, [(t, g) for t in ('same', 'different', 'link') for g in ('paper', 'faint', 'changed')])
    for rule in re.findall(r'[^{}]+{[^{}]*}', STYLE + drawing.STYLE):  # no text is made fainter, or has another colour
        assert 'opacity' not in rule
        if 'rect' not in rule:
            assert not re.search(r'(?<![-\w])(color|fill): (?!var\(--(ink|soft|link|same|different)\)|none)', rule)


def test_the_same_is_said_to_be_the_same():
    graph = Graph('a', [Variable('v', (3,), 'float32')])
    assert '<h1 class="same">Same' in page(compare(graph, graph))


def test_what_is_more_than_a_browser_shows_is_counted():
    left = Graph('a', [Variable(f'v{number}', (number,), 'float32') for number in range(700)])
    found = Page(page(compare(left, Graph('b', []))))
    assert found.tags.count('article') == 500 and 'And 200 more.' in found.text


# Opens everything, searches, filters, follows a link; then every text of a drawing has to be within its box.
TRIED = """(() => {
  const count = () => all('article:not([hidden])').length, query = page.querySelector('[type=search]');
  all('.tools button')[0].click();
  const counts = [count(), all('details:not([open])').length];
  query.value = 'SECOND tanh'; query.oninput(); counts.push(count()); query.value = ''; query.oninput();
  const box = page.querySelector('[value=variables]');
  box.checked = false; box.onchange(); counts.push(count()); box.checked = true; box.onchange();
  const outside = all('.graph g').filter(group => {
    const box = group.querySelector('rect').getBBox();
    return [...group.querySelectorAll('text')].some(text => {
      const one = text.getBBox();
      return one.x < box.x || one.x + one.width > box.x + box.width || one.y < box.y
        || one.y + one.height > box.y + box.height;
    });
  });
  page.body.style.minHeight = '9000px';
  page.defaultView.scrollTo(0, 5000);
  counts.push(outside.length, Math.round(page.querySelector('.stay').getBoundingClientRect().top));
  return counts;
})()"""


@pytest.mark.parametrize('width', [1300, 390])
def test_a_browser_shows_it(width, tmp_path):
    """In headless Chromium, at desktop and phone width: no wider than that; everything works; the names stay."""
    assert look_at(tmp_path, page(comparison()), width, TRIED, dark=width == 390) == [3, 0, 1, 1, 0, 0]
