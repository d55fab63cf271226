"""What a graph has to be before any tool works with it: names that can be printed, inputs that are there, no cycle."""

from __future__ import annotations

import re

from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Op
from tf1_ref.terminal import one_line

# TensorFlow's own rule for the name of an operation, and of its type.
NAME = re.compile(r'[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*')
TYPE = re.compile(r'[A-Za-z0-9_.>]+')
TENSOR = re.compile(r'.+:[0-9]{1,9}')
# A loop's last iteration leads back to its first: the only way round that a graph may have.
BACK, ROUND = ('NextIteration', 'RefNextIteration'), ('Merge', 'RefMerge')
SHOWN = 5


def check_ops(source: str, ops: list[Op]) -> None:
    """Makes sure that these are the operations of a graph.

    Raises:
        InputError: a name has odd characters or is there twice, an input is not there or names no output, or there is
            a cycle.
    """
    position: dict[str, int] = {}
    for op in ops:
        if not NAME.fullmatch(op.name):
            raise InputError(
                f'{source}: {one_line(op.name)!r} can be no name of an operation; letters, digits and _.-/ can'
            )
        if not TYPE.fullmatch(op.type):
            raise InputError(f'{source}: {one_line(op.name)} has {one_line(op.type)!r} for a type')
        if op.name in position:
            raise InputError(f'{source}: two operations are called {one_line(op.name)}')
        position[op.name] = len(position)
    in_order = True
    producers: dict[str, int] = {}  # of tensors that were looked at
    for index, op in enumerate(ops):
        for tensor in op.inputs:
            producer = producers.get(tensor)
            if producer is None:
                if not TENSOR.fullmatch(tensor):
                    what = f'{one_line(op.name)} reads {one_line(tensor)!r}, which names no output of an operation'
                    raise InputError(f'{source}: {what}; NAME:NUMBER does')
                producer = position.get(tensor.partition(':')[0])
                if producer is None:
                    continue  # told below, once all tensors of the operation are looked at
                producers[tensor] = producer
            if producer >= index:
                in_order &= op.type in ROUND and ops[producer].type in BACK
        if op.control_inputs or len(op.inputs) > sum(tensor in producers for tensor in op.inputs):
            for name in reads(op):
                if name not in position:
                    raise InputError(
                        f'{source}: {one_line(op.name)} reads {one_line(name)}, which is not there; is it whole?'
                    )
                in_order &= position[name] < index or (op.type in ROUND and ops[position[name]].type in BACK)
    if not in_order:
        _check_for_cycles(source, ops, position)


def reads(op: Op) -> list[str]:
    """The names of the operations that an operation reads or waits for."""
    return [*(tensor.partition(':')[0] for tensor in op.inputs), *op.control_inputs]


def _check_for_cycles(source, ops, position):
    """Takes away what reads nothing that is left, again and again; what then is left leads round."""
    readers: list[list[int]] = [[] for _ in ops]
    waiting = [0] * len(ops)
    for index, op in enumerate(ops):
        for name in reads(op):
            if not (op.type in ROUND and ops[position[name]].type in BACK):
                readers[position[name]].append(index)
                waiting[index] += 1
    free = [index for index, count in enumerate(waiting) if not count]
    for index in free:
        for reader in readers[index]:
            waiting[reader] -= 1
            if not waiting[reader]:
                free.append(reader)
    left = {index for index, count in enumerate(waiting) if count}
    if left:
        index, seen = min(left), []
        while index not in seen:
            seen.append(index)
            index = next(position[name] for name in reads(ops[index]) if position[name] in left)
        names = [one_line(ops[index].name) for index in reversed(seen[seen.index(index) :])]
        shown = ', '.join(names[:SHOWN]) + (f' and {len(names) - SHOWN} more' if len(names) > SHOWN else '')
        raise InputError(f'{source}: a cycle, each reads the one before it: {shown}')
