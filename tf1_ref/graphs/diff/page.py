"""The verdict on two graphs as one HTML page, left and right side by side. Nothing is loaded from elsewhere."""

from __future__ import annotations

import html
from collections.abc import Mapping

from tf1_ref.errors import SetupError
from tf1_ref.graphs.diff import drawing, side_by_side, surroundings
from tf1_ref.graphs.diff.differences import Comparison, Difference
from tf1_ref.graphs.diff.layers import LAYERS
from tf1_ref.graphs.diff.report import followers, title, verdict

MOST = 500  # what a browser shows at ease
MOST_DRAWINGS = 20  # each takes a quarter of a second
STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1f2328; --soft: #57606a; --line: #d0d7de; --faint: #f3f5f7;
  --link: #0a58ca; --same: #116329; --different: #b3202b; --left: #fdecee; --right: #e9f7ec; --changed: #fdf4dc;
  --left-box: #fdecee; --right-box: #e9f7ec; --changed-box: #fdf4dc }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1318; --ink: #e6edf3; --soft: #a3adb8; --line: #333b45;
  --faint: #1a2027; --link: #79b8ff; --same: #4ac26b; --different: #ff8a82; --left: #33191d; --right: #14291b;
  --changed: #32290f; --left-box: #33191d; --right-box: #14291b; --changed-box: #32290f } }
* { box-sizing: border-box }
html { scroll-padding-top: 6rem }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 1rem; background: var(--paper);
  color: var(--ink) }
a { color: var(--link) }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; margin: .5rem 0 }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem } h2::first-letter { text-transform: uppercase }
h1 small { display: block; font-size: 1rem; font-weight: normal; color: var(--ink) }
.same { color: var(--same) } .different { color: var(--different) }
.stay { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line) }
.tools { position: sticky; top: 2rem; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line);
  display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: center; padding: .4rem 0; font-size: .9rem }
.tools input[type=search] { flex: 1 1 12rem; max-width: 24rem; font: inherit; padding: .2rem .5rem; color: var(--ink);
  background: var(--paper); border: 1px solid var(--soft); border-radius: .3rem }
.tools button { font: inherit; padding: .15rem .7rem; color: var(--ink); background: var(--faint);
  border: 1px solid var(--soft); border-radius: .3rem; cursor: pointer }
.tools ::placeholder { color: var(--soft) } .tools label { white-space: nowrap } .tools output { color: var(--soft) }
article { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; overflow: hidden }
article > header { background: var(--faint); padding: .3rem .7rem; overflow-wrap: anywhere }
article > header a { margin-left: .7rem; white-space: nowrap }
:target > header, tr:target td { outline: 2px solid var(--link); outline-offset: -2px }
.sides { display: grid; grid-template-columns: 1fr 1fr }
.sides > * { padding: .3rem .7rem; overflow-wrap: anywhere; min-width: 0 }
.sides > * { font-family: ui-monospace, monospace; font-size: .85rem }
.left { background: var(--left); border-right: 1px solid var(--line) } .right { background: var(--right) }
.none { background: none; color: var(--soft) }
details { margin: .3rem .7rem } summary { cursor: pointer } li { overflow-wrap: anywhere }
.legend { color: var(--soft); font-size: .9rem; margin: .2rem 0 } small { color: var(--soft) }
pre { overflow: auto; font-size: .85rem; margin: .3rem 0 }
table { border-collapse: collapse; width: 100%; margin-top: .4rem; table-layout: fixed; font-size: .85rem }
td { border-bottom: 1px solid var(--line); padding: .2rem .5rem; overflow-wrap: anywhere; vertical-align: top }
tr.changed td { background: var(--changed) } tr.changed td small { color: var(--ink) }
tr.gap td { color: var(--soft) } td.number { width: 3.2rem }
@media (max-width: 40rem) { .tools { position: static } td.number { width: 2.2rem; padding: .2rem .1rem } }
@media (max-height: 30rem) { .stay, .tools { position: static } }
"""
LEGEND = (
    'Arrows follow the data, dotted ones are control inputs. Dashed red: on the left only. Green: on the right only. '
    'Yellow: what the difference is about. (+3): three more edges than shown.'
)
# Search, filter and expand; a link into what is folded opens it.
SCRIPT = """
const find = selector => [...document.querySelectorAll(selector)];
const query = document.querySelector('[type=search]'), shown = document.querySelector('output');
const boxes = find('.tools [type=checkbox]'), articles = find('article');
const texts = new Map(articles.map(one => [one, one.textContent.toLowerCase()]));
function show() {
  const words = query.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const layers = new Set(boxes.filter(one => one.checked).map(one => one.value));
  for (const one of articles)
    one.hidden = !layers.has(one.dataset.layer) || !words.every(word => texts.get(one).includes(word));
  for (const one of find('section[data-layer]')) one.hidden = !one.querySelector('article:not([hidden])');
  shown.textContent = `${articles.filter(one => !one.hidden).length} of ${articles.length} shown`;
}
function reveal() {
  let one = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const target = one;
  for (; one; one = one.parentElement) { if (one.tagName === 'DETAILS') one.open = true; one.hidden = false; }
  if (target) target.scrollIntoView();
}
query.oninput = show; boxes.forEach(one => one.onchange = show); window.onhashchange = reveal;
for (const button of find('.tools button'))
  button.onclick = () => find('details').forEach(one => one.open = button.value === 'open');
function centre(graph) {
  const box = graph.querySelector('g').getBBox();  // the first is what the difference is about
  graph.scrollLeft = box.x + box.width / 2 - graph.clientWidth / 2;
}
for (const graph of find('.graph')) { centre(graph); graph.parentElement.ontoggle = () => centre(graph); }
show(); reveal();
"""


def page(comparison: Comparison) -> str:
    """The page, all of it."""
    same = not comparison.differences
    left, right = html.escape(comparison.left.source), html.escape(comparison.right.source)
    numbers = {id(difference): number for number, difference in enumerate(comparison.differences, 1)}
    tables = side_by_side.Tables(comparison, numbers)
    return (
        f'{head(f"tf1_ref diff: {comparison.left.source}, {comparison.right.source}", drawing.STYLE)}<body>\n'
        f'<h1 class="{"same" if same else "different"}">{"Same" if same else "Different"}'
        f'<small>{html.escape(verdict(comparison).partition(": ")[2])}</small></h1>\n'
        f'<div class="stay sides"><strong>{left}</strong><strong>{right}</strong></div>\n{_tools(comparison)}\n'
        + '\n'.join([differences(comparison, places=tables.places), tables.html()])
        + (f'\n<script>{SCRIPT}</script>' if not same else '')
        + '\n</body></html>\n'
    )


def head(title: str, style: str = '') -> str:
    """The beginning of a page.

    Args:
        title: what the browser calls it.
        style: further style sheets.
    """
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{html.escape(title)}</title>\n<style>{STYLE}{style}</style></head>\n'
    )


def differences(comparison: Comparison, prefix: str = '', places: Mapping[int, str] | None = None) -> str:
    """The part of the page that shows what differs, layer by layer, the known rewrites and the notes.

    Args:
        comparison: the verdict.
        prefix: of the ids on the page, where there is more than one comparison on it.
        places: the id of the row that shows where a difference is, by the difference's `id`.
    """
    articles = _Articles(comparison, prefix, places or {})
    sections = []
    for layer in LAYERS:
        found = [one for one in enumerate(comparison.differences, 1) if one[1].layer == layer]
        if found:
            shown = '\n'.join(articles.article(number, difference) for number, difference in found[:MOST])
            more = f'<p>And {len(found) - MOST} more.</p>' if len(found) > MOST else ''
            sections.append(f'<section data-layer="{layer}"><h2>{layer} ({len(found)})</h2>\n{shown}{more}</section>')
    return '\n'.join([*sections, _rewrites(comparison), _notes([*comparison.notes, *articles.notes])])


def _tools(comparison):
    """Search, a box for each layer, and buttons that open and close everything."""
    found = [difference.layer for difference in comparison.differences]
    if not found:
        return ''
    boxes = ''.join(
        f'<label><input type="checkbox" value="{layer}" checked> {layer} ({found.count(layer)})</label>'
        for layer in LAYERS
        if layer in found
    )
    return (
        '<div class="tools"><input type="search" placeholder="search the differences" aria-label="search the '
        f'differences">{boxes}<span><button type="button" value="open">Expand all</button> '
        '<button type="button" value="close">Collapse all</button></span><output></output></div>'
    )


class _Articles:
    """Writes the differences, one after the other.

    Attributes:
        notes: what there is to say at the end.
    """

    def __init__(self, comparison, prefix, places):
        self._comparison, self._prefix, self._places = comparison, prefix, places
        self._following = followers(comparison)
        self._drawn, self.notes = 0, []

    def article(self, number, difference: Difference) -> str:
        place = self._places.get(id(difference))
        link = f' <a href="#{place}">its place</a>' if place else ''
        return (
            f'<article id="{self._prefix}d{number}" data-layer="{difference.layer}">'
            f'<header>{number}. {html.escape(title(difference))}{link}</header>\n'
            f'<div class="sides">{_side("left", difference.left)}{_side("right", difference.right)}</div>'
            f'{_names(difference)}{_following(self._following[id(difference)])}'
            f'{self._surroundings(number, difference)}</article>'
        )

    def _surroundings(self, number, difference):
        """The part of the graph around it: a picture, or text where there are many or grandalf is missing."""
        part = surroundings.around(self._comparison, difference)
        if part is None:
            return ''
        shown = f'<pre>{html.escape(drawing.text(part))}</pre>'
        if self._drawn < MOST_DRAWINGS:
            try:
                label = f'the graph around {difference.name}'
                picture = drawing.svg(part, label, f'{self._prefix}arrow{number}')
                shown = f'<p class="legend">{LEGEND}</p><div class="graph">{picture}</div>'
                self._drawn += 1
            except SetupError as error:
                self.notes = [f'The graph around each difference is text, no drawing: {error}']
        summary = f'<summary>around it in the graph ({len(part.nodes)} operations)</summary>'
        return f'<details{" open" if number == 1 else ""}>{summary}{shown}</details>'


def _side(side, text):
    if text is None:
        return f'<div class="{side} none">not there</div>'
    return f'<div class="{side}">{html.escape(text)}</div>'


def _names(difference):
    return _list(f'{len(difference.names)} names', difference.names) if len(difference.names) > 1 else ''


def _following(following):
    lines = [
        f'{title(difference)}: {difference.left or "not there"} → {difference.right or "not there"}'
        for difference in following
    ]
    return _list(f'{len(lines)} follow{"s" if len(lines) == 1 else ""} from it', lines) if lines else ''


def _list(summary, lines):
    items = ''.join(f'<li>{html.escape(line)}</li>' for line in lines[:MOST])
    more = f'<li>and {len(lines) - MOST} more</li>' if len(lines) > MOST else ''
    return f'<details><summary>{summary}</summary><ul>{items}{more}</ul></details>'


def _rewrites(comparison):
    if not comparison.rewrites:
        return ''
    lines = [f'{count}: {cause}' for cause, count in comparison.rewrites.items()]
    count = sum(comparison.rewrites.values())
    edits = _list(f'{count} edit{"" if count == 1 else "s"}', lines)
    return f'<section><h2>Known rewrites between versions</h2>{edits}</section>'


def _notes(notes):
    return '\n'.join(f'<p>{html.escape(note)}</p>' for note in notes)
