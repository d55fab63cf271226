"""A part of a graph as a picture: layers from top to bottom, laid out by grandalf; without it, as text.

The extra `graphs` brings grandalf. The colours are variables of the page's style sheet.
"""

from __future__ import annotations

import dataclasses
import html
import itertools
from collections.abc import Sequence

from tf1_ref.errors import missing_extra
from tf1_ref.graphs.diff.surroundings import BOTH, CHANGED, LEFT, RIGHT, Edge, Node, Part

LETTER, LINE, PADDING = 7.4, 16, 8  # width of a letter of 12 pixels, at most; of a line; around the text of a box
GAP, LAYER_GAP, MARGIN = 26, 46, 12  # between boxes of a layer, between layers, around all
MOST_LETTERS = 34
SIGNS = {BOTH: ' ', LEFT: '-', RIGHT: '+', CHANGED: '~'}
STYLE = """
.graph { overflow: auto; max-height: 90vh; padding: .3rem 0 } .graph svg { display: block }
.graph text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: var(--ink) }
.graph .kind { fill: var(--soft) } .graph rect { fill: var(--paper); stroke: var(--soft); stroke-width: 1 }
.graph .left rect { fill: var(--left-box); stroke: var(--different); stroke-dasharray: 4 2 }
.graph .right rect { fill: var(--right-box); stroke: var(--same) }
.graph .changed rect { fill: var(--changed-box); stroke: var(--ink); stroke-width: 2 }
.graph path { fill: none; stroke: var(--soft); stroke-width: 1.2 }
.graph marker path { fill: var(--soft); stroke: none }
.graph path.left { stroke: var(--different); stroke-dasharray: 4 2 } .graph path.right { stroke: var(--same) }
.graph path.control { stroke-dasharray: 1 3 }
"""


@dataclasses.dataclass
class _Box:
    """What grandalf asks of the view of a node: its size, in pixels, and the middle that it is given."""

    w: float
    h: float
    xy: tuple[float, float] = (0.0, 0.0)


@dataclasses.dataclass
class _Path:
    """What it asks of the view of an edge."""

    points: Sequence[tuple[float, float]] = ()

    def setpath(self, points) -> None:
        self.points = points


def svg(part: Part, label: str, mark: str) -> str:
    """Draws a part of a graph.

    Args:
        part: what to draw.
        label: what a screen reader says.
        mark: an id for the arrow head, that no other drawing of the page has.

    Returns:
        An `svg` element, to be styled by `STYLE`.

    Raises:
        SetupError: grandalf is not installed.
    """
    boxes, paths = _laid_out(part)
    ends = [box.xy[0] + box.w / 2 for box in boxes] + [x for points in paths for x, _ in points]
    width = max(ends) + MARGIN
    height = max(box.xy[1] + box.h / 2 for box in boxes) + MARGIN
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    arrow = (
        f'<defs><marker id="{mark}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>'
    )
    edges = ''.join(_edge(edge, points, boxes, mark) for edge, points in zip(part.edges, paths, strict=True))
    nodes = ''.join(_node(node, box) for node, box in zip(part.nodes, boxes, strict=True))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{html.escape(label)}" {size}>'
    return f'{head}{arrow}{edges}{nodes}</svg>'


def text(part: Part) -> str:
    """The same in words: a line per node with its inputs, signs as in a diff."""
    lines = []
    for number, node in enumerate(part.nodes):
        feeding = [
            f'{SIGNS[edge.mark].strip()}{part.nodes[edge.source].names[0]}{" (control)" if edge.is_control else ""}'
            for edge in part.edges
            if edge.target == number
        ]
        inputs = f' <- {", ".join(feeding)}' if feeding else ''
        lines.append(f'{SIGNS[node.mark]} {" -> ".join(node.names)}  {_kind(node)}{inputs}')
    return '\n'.join(lines)


def _laid_out(part):
    """The boxes of the nodes, in pixels from the upper left corner, and the points through which each edge goes."""
    try:
        from grandalf import graphs
        from grandalf.layouts import SugiyamaLayout
    except ImportError as error:
        raise missing_extra('grandalf', 'graphs') from error

    class Numbered(graphs.Edge):
        """An edge with a hash of its own: grandalf has sets of edges, whose order would be another in each process."""

        def __hash__(self):
            return self.data

    boxes = [_Box(*_size(node)) for node in part.nodes]
    vertices = [graphs.Vertex(number) for number in range(len(boxes))]
    for vertex, box in zip(vertices, boxes, strict=True):
        vertex.view = box
    edges: dict = {}
    for edge in part.edges:  # one for what is used twice
        if (edge.source, edge.target) not in edges:
            made = Numbered(vertices[edge.source], vertices[edge.target], data=len(edges))
            made.view = _Path()
            edges[edge.source, edge.target] = made
    left = MARGIN
    for component in graphs.Graph(vertices, list(edges.values())).C:
        layout = SugiyamaLayout(component)
        layout.xspace, layout.yspace = GAP, LAYER_GAP
        roots = [vertex for vertex in component.sV if not vertex.e_in()]
        layout.init_all(roots=roots or [next(iter(component.sV))])
        layout.draw(3)
        left = _placed(layout, left) + GAP
        layout.draw_edges()
    return boxes, [edges[edge.source, edge.target].view.points for edge in part.edges]


def _placed(layout, left):
    """Moves a component to the right of what is there; boxes of a layer are moved apart. Returns its right end."""
    views = [[vertex.view for vertex in layer] for layer in layout.layers]
    shift = left - min(view.xy[0] - view.w / 2 for layer in views for view in layer)
    top, right = float(MARGIN), left
    for layer in views:
        height = max(view.h for view in layer)
        free = left
        for view in sorted(layer, key=lambda view: view.xy[0]):
            x = max(view.xy[0] + shift, free + view.w / 2)
            view.xy = (x, top + height / 2)
            free = x + view.w / 2 + GAP
            right = max(right, x + view.w / 2)
        top += height + LAYER_GAP
    return right


def _edge(edge: Edge, points, boxes, mark):
    """A line from one box to the other, through the points between the layers."""
    source, target = boxes[edge.source], boxes[edge.target]
    points = list(points)
    if not points or abs(points[0][0] - source.xy[0]) + abs(points[0][1] - source.xy[1]) > 1:
        points.reverse()  # an edge that closes a loop
    down = source.xy[1] < target.xy[1]
    start = (source.xy[0], source.xy[1] + (source.h / 2 if down else -source.h / 2))
    end = (target.xy[0], target.xy[1] - (target.h / 2 if down else -target.h / 2))
    places = [start, *points[1:-1], end]
    path = f'M{start[0]:.1f} {start[1]:.1f}'
    for (x, y), (next_x, next_y) in itertools.pairwise(places):
        middle = (y + next_y) / 2
        path += f'C{x:.1f} {middle:.1f} {next_x:.1f} {middle:.1f} {next_x:.1f} {next_y:.1f}'
    classes = ' '.join([edge.mark] * (edge.mark != BOTH) + ['control'] * edge.is_control)
    kind = f' class="{classes}"' if classes else ''
    return f'<path{kind} d="{path}" marker-end="url(#{mark})"/>'


def _node(node: Node, box):
    lines = [*map(_cut, node.names[:1]), *(_cut(f'→ {name}') for name in node.names[1:])]
    left, top = box.xy[0] - box.w / 2, box.xy[1] - box.h / 2
    kind = ' class="kind"'
    texts = ''.join(
        f'<text x="{left + PADDING:.1f}" y="{top + PADDING + LINE * (number + 0.75):.1f}"'
        f'{kind if number == len(lines) else ""}>{html.escape(line)}</text>'
        for number, line in enumerate([*lines, _kind(node)])
    )
    full = html.escape(' → '.join(node.names))
    return (
        f'<g class="{node.mark}"><title>{full}</title><rect x="{left:.1f}" y="{top:.1f}" width="{box.w:.1f}" '
        f'height="{box.h:.1f}" rx="4"/>{texts}</g>'
    )


def _size(node):
    """Width and height of a node's box."""
    lines = [*map(_cut, node.names[:1]), *(_cut(f'→ {name}') for name in node.names[1:]), _kind(node)]
    return max(map(len, lines)) * LETTER + 2 * PADDING, len(lines) * LINE + 2 * PADDING


def _kind(node):
    """The type, and how many edges lead out of the picture."""
    kind = ' → '.join(node.types)
    return _cut(f'{kind} (+{node.hidden})' if node.hidden else kind)


def _cut(name):
    """A name that fits, its end kept, which tells most."""
    return name if len(name) <= MOST_LETTERS else f'{name[:8]}…{name[-(MOST_LETTERS - 9) :]}'
