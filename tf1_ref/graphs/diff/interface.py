"""The differences between what two graphs are fed and what is taken from them: placeholders and end points."""

from __future__ import annotations

from tf1_ref.graphs.diff.differences import EXTRA, MISSING, ORDER, RENAMED, Difference, Findings
from tf1_ref.graphs.diff.layers import INTERFACE
from tf1_ref.graphs.diff.missing_ops import MissingOps
from tf1_ref.graphs.graph import Graph
from tf1_ref.graphs.text import shape_text


class InterfaceDiff:
    """Compares placeholders and end points of two graphs with ops, and notes what it finds."""

    def __init__(self, graphs: tuple[Graph, Graph], findings: Findings, missing: MissingOps):
        self._graphs = graphs
        self._found = findings
        self._matching = findings.matching
        self._missing = missing

    def compare_placeholders(self) -> None:
        """Notes every difference of the placeholders, and which ops it touches."""
        left, right = self._matching.left, self._matching.right
        names, others = (graph.placeholders for graph in self._graphs)
        if names is None or others is None:
            return
        numbers, wanted = (
            [ops.number[n] for n in held if n in ops.number] for ops, held in ((left, names), (right, others))
        )
        for number in numbers:
            other = self._matching.to_right.get(number)
            if other in wanted:
                self._compare_placeholder(number, other)
            elif other is None:
                self._note_placeholder(MISSING, left, number, self._found.left, self._missing.unmatched(number, False))
            else:
                self._note_other_op(MISSING, number, other)
        for number in wanted:
            other = self._matching.to_left.get(number)
            if other is None:
                self._note_placeholder(EXTRA, right, number, self._found.right, self._missing.unmatched(number, True))
            elif other not in numbers:
                self._note_other_op(EXTRA, other, number)
        places = [wanted.index(self._matching.to_right[n]) for n in numbers if self._matching.to_right.get(n) in wanted]
        if places != sorted(places):
            self._found.add(Difference(INTERFACE, ORDER, names[0], ', '.join(names), ', '.join(others)))

    def _note_other_op(self, kind, number, other):
        """A placeholder in whose place the other graph has another op."""
        left, right = self._matching.left, self._matching.right
        texts = f'{left.ops[number].type} {left.name(number)}', f'{right.ops[other].type} {right.name(other)}'
        name = left.name(number) if kind == MISSING else right.name(other)
        self._found.add(Difference(INTERFACE, kind, name, *texts), number, other)

    def _note_placeholder(self, kind, ops, number, touched, group):
        op = ops.ops[number]
        shape = f' {shape_text(op.shapes[0])}' if op.shapes else ''
        text = f'{op.name}{shape} {op.attributes.get("dtype", "")}'.rstrip()
        before, after = (text, None) if kind == MISSING else (None, text)
        difference = self._found.add(Difference(INTERFACE, kind, op.name, before, after, cause=touched.get(number)))
        for one in group:
            touched.setdefault(one, difference)

    def _compare_placeholder(self, number, other):
        one, two = self._matching.left.ops[number], self._matching.right.ops[other]
        for kind, before, after in (
            ('shape', one.shapes and shape_text(one.shapes[0]), two.shapes and shape_text(two.shapes[0])),
            ('dtype', one.attributes.get('dtype'), two.attributes.get('dtype')),
        ):
            if before != after and before is not None and after is not None:
                self._found.add(Difference(INTERFACE, kind, one.name, before, after), number, other)

    def compare_end_points(self) -> None:
        """Notes every difference of the end points, once all that touches ops is known."""
        left, right = (graph.end_points for graph in self._graphs)
        if left is None or right is None:
            return
        tensors = {tensor: name for name, tensor in right.items()}
        done = set()
        for name, tensor in left.items():
            mapped = self._map_tensor(tensor)
            if name in right and right[name] == mapped:
                done.add(name)
            elif mapped in tensors and tensors[mapped] not in left:
                other = tensors[mapped]
                done.add(other)
                if name != tensor.partition(':')[0]:  # a name given by the user, not the op's own
                    self._found.add(Difference(INTERFACE, RENAMED, name, name, other))
            elif name in right:
                done.add(name)
                cause = self._cause_of_output(tensor, False) or self._cause_of_output(right[name], True)
                self._found.add(Difference(INTERFACE, 'output', name, tensor, right[name], cause=cause))
            elif not self._is_output_on_both_sides(name, tensor, False):
                cause = self._cause_of_output(tensor, False)
                self._found.add(Difference(INTERFACE, MISSING, name, tensor, cause=cause))
        for name, tensor in right.items():
            if name not in done and name not in left and not self._is_output_on_both_sides(name, tensor, True):
                cause = self._cause_of_output(tensor, True)
                self._found.add(Difference(INTERFACE, EXTRA, name, right=tensor, cause=cause))

    def _is_output_on_both_sides(self, name, tensor, is_right):
        """Whether nothing uses an op here and there; a source may leave out such an output for the op's name."""
        sides = [(self._matching.left, self._matching.to_right), (self._matching.right, self._matching.to_left)]
        (ops, matched), (others, _) = sides[::-1] if is_right else sides
        number = ops.number.get(tensor.partition(':')[0])
        other = None if number is None else matched.get(number)
        if number is None or other is None or name != ops.name(number):
            return False
        return not ops.consumers[number] and not others.consumers[other]

    def _map_tensor(self, tensor):
        op, colon, output = tensor.partition(':')
        other = self._matching.partner(op)
        return tensor if other is None else f'{self._matching.right.name(other)}{colon}{output}'

    def _cause_of_output(self, tensor, is_right):
        """What touches the op, what it is computed from, or what uses it on the other side."""
        sides = [(self._matching.left, self._found.left), (self._matching.right, self._found.right)]
        (ops, touched), (others, other_touched) = sides[::-1] if is_right else sides
        number = ops.number.get(tensor.partition(':')[0])
        if number is None:
            return None
        other = (self._matching.to_left if is_right else self._matching.to_right).get(number)
        users = [user for user, _ in others.consumers[other]] if other is not None else []
        cause = touched.get(number) or next((other_touched[user] for user in users if user in other_touched), None)
        return cause or self._missing.cause_near(*((None, number) if is_right else (number, None)))
