"""The edges of a graph by number: who reads what, with the position of an operation in place of its name."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Mapping

from tf1_ref.graphs.graph import Edges, Op

NOT_KNOWN = -1


def edges_of(ops: Iterable[Op]) -> Edges:
    """The edges of operations that need be no whole graph (`tf1_ref.graphs.checks.check_ops` gives those of one)."""
    ops = list(ops)
    number = {op.name: place for place, op in enumerate(ops)}
    tensors: dict[str, tuple[int, int]] = {}
    for op in ops:
        for tensor in op.inputs:
            if tensor not in tensors:
                name, _, output = tensor.rpartition(':')
                tensors[tensor] = number.get(name, NOT_KNOWN), int(output)
    find = tensors.__getitem__
    inputs = [tuple(map(find, op.inputs)) for op in ops]
    controls = [tuple([number.get(name, NOT_KNOWN) for name in op.control_inputs]) for op in ops]
    return Edges(number, inputs, controls)


def users_of(edges: Edges) -> tuple[list[tuple], list[tuple]]:
    """Per operation `(consumer, input)` of every use, and the numbers of those that wait for it by a control edge."""
    users: dict[int, list[tuple[int, int]]] = {}
    waiting: dict[int, list[int]] = {}
    for consumer, (inputs, controls) in enumerate(zip(edges.inputs, edges.controls, strict=True)):
        for slot, (producer, _) in enumerate(inputs):
            if producer >= 0:
                users.setdefault(producer, []).append((consumer, slot))
        for control in controls:
            if control >= 0:
                waiting.setdefault(control, []).append(consumer)
    return _by_number(users, len(edges.inputs)), _by_number(waiting, len(edges.inputs))


def _by_number(found: Mapping[int, list], count: int) -> list[tuple]:
    lists: list[tuple] = [()] * count  # many have none
    for number, several in found.items():
        lists[number] = tuple(several)
    return lists


def in_order(edges: Edges, consumers: list[tuple], waiting: list[tuple]) -> list[int]:
    """Numbers of the operations, each behind those that it needs, but for the edges that close a loop.

    Args:
        edges: of the operations.
        consumers, waiting: their uses, see `users_of`.
    """
    needed = [
        len({number for number, _ in inputs if number >= 0} | {number for number in controls if number >= 0})
        for inputs, controls in zip(edges.inputs, edges.controls, strict=True)
    ]
    ready = collections.deque(number for number, count in enumerate(needed) if count == 0)
    order: list[int] = []
    done, first = bytearray(len(needed)), 0
    while len(order) < len(needed):
        if not ready:  # a loop: goes on with the first one that is not done
            while done[first]:
                first += 1
            ready.append(first)
        number = ready.popleft()
        if done[number]:
            continue
        done[number] = 1
        order.append(number)
        used = consumers[number]
        alone = len(used) < 2 and not waiting[number]
        for user in [user for user, _ in used] if alone else {user for user, _ in used}.union(waiting[number]):
            needed[user] -= 1
            if needed[user] == 0:
                ready.append(user)
    return order
