"""What a graph has to be before any tool works with it: names that can be printed, inputs that are there, no cycle."""

from __future__ import annotations

import re

from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Edges, Op
from tf1_ref.terminal import one_line

# TensorFlow's own rule for the name of an operation, and of its type.
NAME = re.compile(r'[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*')
TYPE = re.compile(r'[A-Za-z0-9_.>]+')
TENSOR = re.compile(r'[^:]+:[0-9]{1,9}')
# A loop's last iteration leads back to its first: the only way round that a graph may have.
BACK, ROUND = ('NextIteration', 'RefNextIteration'), ('Merge', 'RefMerge')
SHOWN = 5


def check_ops(source: str, ops: list[Op]) -> Edges:
    """Makes sure that these are the operations of a graph.

    Returns:
        Their edges.

    Raises:
        InputError: a name has odd characters or is there twice, an input is not there or names no output, or there is
            a cycle.
    """
    number = _numbers(source, ops)
    tensors: dict[str, tuple[int, int]] = {}  # those that were looked at
    inputs: list[tuple[tuple[int, int], ...]] = []
    controls: list[tuple[int, ...]] = []
    early: list[int] = []  # what stands before something that it reads
    for index, op in enumerate(ops):
        read: tuple = tuple(map(tensors.get, op.inputs))
        if None in read:
            read = _looked_up(source, op, number, tensors)
        waits: tuple = tuple(map(number.get, op.control_inputs)) if op.control_inputs else ()
        if None in read or None in waits:
            name = next(name for name in reads(op) if name not in number)
            raise InputError(f'{source}: {one_line(op.name)} reads {one_line(name)}, which is not there; is it whole?')
        inputs.append(read)
        controls.append(waits)
        for producer, _ in read:
            if producer >= index:
                early.append(index)
        if waits and max(waits) >= index:
            early.append(index)
    edges = Edges(number, inputs, controls)
    if early and _leads_round(ops, edges, early):
        _tell_of_cycle(source, ops, number)
    return edges


def _numbers(source, ops):
    """Positions by name, once it is sure that names and types are such."""
    number: dict[str, int] = {}
    types = set()
    for index, op in enumerate(ops):
        name = op.name
        if not NAME.fullmatch(name):
            raise InputError(
                f'{source}: {one_line(name)!r} can be no name of an operation; letters, digits and _.-/ can'
            )
        if op.type not in types and not TYPE.fullmatch(op.type):
            raise InputError(f'{source}: {one_line(name)} has {one_line(op.type)!r} for a type')
        types.add(op.type)
        if name in number:
            raise InputError(f'{source}: two operations are called {one_line(name)}')
        number[name] = index
    return number


def _looked_up(source, op, number, tensors):
    """The inputs of an operation as (producer, output); None for one that is not there."""
    for tensor in op.inputs:
        if tensor in tensors:
            continue
        producer = number.get(tensor[:-2]) if tensor.endswith(':0') else None
        if producer is not None:  # most are the first output of an operation that is there
            tensors[tensor] = producer, 0
        else:
            if not TENSOR.fullmatch(tensor):
                what = f'{one_line(op.name)} reads {one_line(tensor)!r}, which names no output of an operation'
                raise InputError(f'{source}: {what}; NAME:NUMBER does')
            name, _, output = tensor.partition(':')
            if name in number:
                tensors[tensor] = number[name], int(output)
    return tuple(map(tensors.get, op.inputs))


def _leads_round(ops, edges, early):
    """Whether there is a cycle. What reads only what stands before it can be in none but through one of the others."""
    passed: set[int] = set()  # behind the one of `early` that is looked at, and sure to be in no cycle
    for first in early:
        way, around = [(first, iter(_read_by(ops, edges, first)))], {first}
        while way:
            number, left = way[-1]
            for producer in left:
                if producer in around:
                    return True
                if producer > first and producer not in passed:
                    way.append((producer, iter(_read_by(ops, edges, producer))))
                    around.add(producer)
                    break
            else:
                way.pop()
                around.discard(number)
                passed.add(number)
    return False


def _read_by(ops, edges, number):
    """What an operation reads and waits for, but for the way back of a loop."""
    found = [*(producer for producer, _ in edges.inputs[number]), *edges.controls[number]]
    return [one for one in found if ops[one].type not in BACK] if ops[number].type in ROUND else found


def reads(op: Op) -> list[str]:
    """The names of the operations that an operation reads or waits for."""
    return [*(tensor.partition(':')[0] for tensor in op.inputs), *op.control_inputs]


def _tell_of_cycle(source, ops, position):
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
