"""The page of `tf1_ref.scripts.report`: an overview that leads to every run, and the runs with their pictures.

One file that loads nothing from elsewhere. Without JavaScript it shows everything, but for the pictures opening large.
"""

from __future__ import annotations

import base64
import dataclasses
import html
import pathlib

from tf1_ref.scripts.reporting import texts

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1f2328; --soft: #57606a; --line: #d0d7de; --faint: #f3f5f7;
  --link: #0a58ca; --badge: #ddf4ff; --badge-ink: #0a3069; --warn: #fff3d1; --warn-ink: #5f3c00 }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1318; --ink: #e6edf3; --soft: #a3adb8; --line: #333b45;
  --faint: #1a2027; --link: #79b8ff; --badge: #10314f; --badge-ink: #cbe6ff; --warn: #40300a; --warn-ink: #ffe6a8 } }
* { box-sizing: border-box }
html { scroll-behavior: smooth; scroll-padding-top: 1rem }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 78rem; padding: 1rem; background: var(--paper);
  color: var(--ink) }
a { color: var(--link) }
h1 { font-size: 1.7rem; margin: .5rem 0 } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem }
section { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: .5rem }
section h3 { font-size: 1.25rem; margin: .7rem 0 .2rem } h3 small { font-weight: normal; color: var(--soft) }
p { margin: .3rem 0 } .about { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere }
.data { display: inline-block; border-radius: .3rem; padding: .05rem .5rem; font-size: .9rem; background: var(--badge);
  color: var(--badge-ink) }
.data.other { background: var(--warn); color: var(--warn-ink) }
.scroll { overflow-x: auto } table { border-collapse: collapse; margin: .5rem 0 }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .9rem .25rem 0; text-align: left; vertical-align: top }
th { font-weight: 600; color: var(--soft); font-size: .9rem }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.overview table { width: 100% }
.tables { display: flex; flex-wrap: wrap; gap: 0 3rem; align-items: flex-start } .tables > * { max-width: 100% }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); gap: 1rem }
figure { margin: .5rem 0; min-width: 0 }
figure button { display: block; width: 100%; padding: .5rem; border: 1px solid var(--line); border-radius: .4rem;
  background: #fff; cursor: zoom-in; overflow: hidden }
figure img { display: block; width: 100%; height: 20rem; object-fit: contain; background: #fff }
figcaption { font-size: .9rem; color: var(--soft); padding-top: .3rem } figcaption b { color: var(--ink) }
details { margin: .5rem 0 } summary { cursor: pointer }
code { background: var(--faint); padding: .1em .3em; border-radius: .2rem; overflow-wrap: anywhere }
code span { display: inline-block; max-width: 100% }
dialog { border: 0; padding: 0; margin: auto; max-width: 100vw; max-height: 100vh; background: #fff; overflow: auto;
  cursor: zoom-out } dialog::backdrop { background: #000c }
dialog img { display: block; width: 96vw; max-height: 94vh; object-fit: contain }
@media (max-width: 48rem) { dialog img { width: 48rem; max-height: none } figure img { height: auto }
  .overview tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0 } .overview th { display: none }
  .overview td { display: block; border: 0; padding: 0 } .overview td.number { text-align: left; white-space: normal }
  .overview td[data-is]:not(:empty)::before { content: attr(data-is) ": "; color: var(--soft) } }
"""
# Opens a picture in a dialog: the keyboard reaches it, Escape or a click closes it.
SCRIPT = """
const dialog = document.querySelector('dialog'), large = dialog.querySelector('img');
for (const button of document.querySelectorAll('figure button')) button.onclick = () => {
  const small = button.querySelector('img');
  large.src = small.src; large.alt = small.alt; dialog.showModal();
};
dialog.onclick = () => dialog.close();
"""


@dataclasses.dataclass(frozen=True)
class Run:
    """A run below --log_dir.

    Attributes:
        name: its folder below --log_dir.
        folder: where that is.
        content: what is in its `metrics.json`.
        about: what is in its `about.json`; nothing of runs from before there was one.
        cells: the runs of a sweep.
    """

    name: str
    folder: pathlib.Path
    content: dict
    about: dict
    cells: tuple[Run, ...] = ()


def page(runs: list[Run], about: dict) -> str:
    """The page, all of it.

    Args:
        runs: in the order of the page; see `tf1_ref.scripts.report`.
        about: when and by which command the page was written, `{'date': ..., 'command': ...}`.
    """
    kinds = {True: ('Experiments of the deck', []), False: ('Beyond the deck', [])}
    for number, run in enumerate(runs):
        kinds[texts.is_of_the_deck(run.content)][1].append(_section(run, f'run{number}'))
    sections = [f'<h2>{head}</h2>\n' + '\n'.join(found) for head, found in kinds.values() if found]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>tf1_ref: report</title>\n<style>{STYLE}</style></head>\n'
        f'<body id="top"><h1>What was trained</h1>\n'
        f'<p class="about">Written {_escape(about["date"])} by {_command(about["command"])}</p>\n'
        f'{_overview(runs)}\n' + '\n'.join(sections) + '\n<dialog aria-label="picture, large"><img alt=""></dialog>\n'
        f'<script>{SCRIPT}</script>\n</body></html>\n'
    )


def _overview(runs):
    """The table of contents: a row per run, with what it comes to."""
    rows = []
    for number, run in enumerate(runs):
        result, deck = texts.headline(run.content)
        cells = {
            'experiment': f'<a href="#run{number}">{_escape(texts.title(run.content))}</a>',
            'folder': _escape(run.name),
            'data set': _data_set(run.content),
            'result': _escape(result),
            'deck': _escape(deck),
            'written': _escape(run.about.get('date', '')),
        }
        rows.append(cells)
    heads = [head for head in rows[0] if head != 'deck' or any(row[head] for row in rows)] if rows else []
    head = ''.join(f'<th>{head}</th>' for head in heads)
    body = '\n'.join(f'<tr>{"".join(_cell(head, row[head]) for head in heads)}</tr>' for row in rows)
    return f'<div class="scroll overview"><table><tr>{head}</tr>\n{body}</table></div>'


def _cell(head, content):
    return f'<td data-is="{head}">{content}</td>'


def _section(run, anchor):
    return (
        f'<section id="{anchor}"><h3>{_escape(texts.title(run.content))} <small>{_escape(run.name)}</small></h3>\n'
        f'<p>{_data_set(run.content)}</p>{_about(run.about)}\n'
        f'<div class="tables">{_results(run.content)}{_epochs(run.content)}</div>\n{_pictures(run)}\n{_cells(run)}'
        f'{_details("Settings", table(["flag", "value"], run.content["settings"].items()))}'
        f'{_variables(run.content["variables"])}<p class="about"><a href="#top">To the overview</a></p></section>'
    )


def _data_set(content):
    name, text = texts.data_set(content)
    return f'<span class="data{"" if name in ("mnist", "points") else " other"}">{_escape(text)}</span>' if text else ''


def _about(about):
    versions = ', '.join(f'{name} {version}' for name, version in about.get('versions', {}).items())
    parts = [about.get('date', ''), versions]
    lines = ['; '.join(_escape(part) for part in parts if part)]
    lines += [_command(about['command'])] if about.get('command') else []
    return ''.join(f'<p class="about">{line}</p>' for line in lines if line)


def _command(text):
    """A command that is broken between its words, and not behind a hyphen."""
    return f'<code>{" ".join(f"<span>{_escape(word)}</span>" for word in text.split(" "))}</code>'


def _results(content):
    """The results, beside the deck's where it has any."""
    columns = 3 if content['deck'] else 2
    rows = [row[:columns] for row in texts.rows(content)]
    return table(['result', 'value', 'deck'][:columns], rows, numbers=(1, 2)) if rows else ''


def _epochs(content):
    """Lists of numbers, one per epoch, beside the deck's."""
    parts = []
    for name, values in content['results'].items():
        deck = content['deck'].get(name)
        if isinstance(values, list) and values and isinstance(deck, list) and deck:
            rows = [
                (str(number + 1), f'{value:.4f}', f'{deck[number]:.4f}' if number < len(deck) else '')
                for number, value in enumerate(values)
            ]
            parts.append(table(['epoch', name, 'deck'], rows, numbers=(0, 1, 2)))
    return '\n'.join(parts)


def _cells(run):
    parts = []
    for cell in run.cells:
        inner = f'{_about(cell.about)}{_results(cell.content)}{_pictures(cell)}'
        parts.append(_details(f'{cell.folder.name}: {texts.headline(cell.content)[0]}', inner))
    return '\n'.join(parts)


def _variables(variables):
    if not variables:
        return ''
    rows = [
        (v['name'], ' × '.join(map(str, v['shape'])) or 'scalar', v['dtype'], 'yes' if v['trainable'] else 'no')
        for v in variables
    ]
    count = f'{len(variables)} variable{"" if len(variables) == 1 else "s"}'
    return _details(count, table(['name', 'shape', 'dtype', 'trainable'], rows))


def _details(summary, inner):
    return f'<details><summary>{_escape(summary)}</summary>{inner}</details>'


def table(head, rows, numbers=()) -> str:
    """A table; what is in it is escaped.

    Args:
        head: texts of the first row.
        rows: of cells, one for each column.
        numbers: columns that are set to the right.
    """

    def line(cells, tag):
        marks = [' class="number"' if column in numbers else '' for column in range(len(cells))]
        inner = ''.join(f'<{tag}{mark}>{_escape(cell)}</{tag}>' for cell, mark in zip(cells, marks, strict=True))
        return f'<tr>{inner}</tr>'

    body = '\n'.join(line(tuple(row), 'td') for row in rows)
    return f'<div class="scroll"><table>{line(head, "th")}\n{body}</table></div>'


def _pictures(run):
    pictures = [path for path in run.folder.glob('*.png') if path.is_file()]
    figures = '\n'.join(_figure(path, run.content) for path in texts.in_order(pictures))
    return f'<div class="pictures">{figures}</div>' if figures else ''


def _figure(path, content):
    data = base64.b64encode(path.read_bytes()).decode('ascii')
    name, caption = (_escape(text) for text in texts.caption(path.stem, content))
    return (
        f'<figure><button type="button" aria-label="{name}, large"><img alt="{name}" loading="lazy" '
        f'src="data:image/png;base64,{data}"></button><figcaption><b>{name}.</b> {caption}</figcaption></figure>'
    )


def _escape(text):
    return html.escape(str(text))
