"""What the programs build, as plain JSON values: how many ops, and the seeds of random ops in, behind and within them.

  python -m tests.golden.programs.record 'nn: dropout' ...   what differs from TensorFlow 1.15.5, op by op

Exit code 0: the same seeds and number of ops; 1: different; 2: no such program, or no Python 3.7 (see
`tests.golden.generate`).
"""

from __future__ import annotations

import json
import re
import sys
import zlib

from tests.golden.programs import (
    arguments,
    control,
    feature_columns,
    gradients,
    images,
    math,
    nn,
    rare,
    train,
    variables,
)
from tf1_ref.compat import tf

MODULES = {
    'math': math,
    'nn': nn,
    'images': images,
    'control': control,
    'train': train,
    'rare': rare,
    'variables': variables,
    'arguments': arguments,
    'columns': feature_columns,
    'gradients': gradients,
}
FLOATS = (tf.float16, tf.float32, tf.float64)


def programs():
    """All programs by `module: name`."""
    return {
        room + ': ' + name: program for room, module in MODULES.items() for name, program in module.PROGRAMS.items()
    }


def record():
    """Per program what `build` gives, but for the ops themselves: their number, and a checksum of their names."""
    found = {}
    for name, program in programs().items():
        found[name] = _kept(build(program))
    return found


def _kept(built):
    return dict(built, ops=len(built['ops']), gradients=len(built['gradients']), names=checksum(built['ops']))


def checksum(ops):
    """Of the names and types of ops, in their order; by its older name a type that has two."""
    return zlib.crc32('\n'.join(re.sub('V2$', '', op) if op.endswith(' AddV2') else op for op in ops).encode())


def build(program):
    """Builds a program, something random behind it, its gradients, and something random behind those.

    Returns:
        A dictionary: 'ops' and 'gradients', each op as 'name type'; 'seeds' of all random ops in their order, as
        `[name, seed, seed2]`; 'within', those in functions (of datasets), without the names.
    """
    tf.reset_default_graph()
    tf.set_random_seed(1)
    graph = tf.get_default_graph()
    built = program()
    tf.random_normal([2], name='behind')
    forward = len(graph.get_operations())
    ys = [y for y in _flat(built) if isinstance(y, tf.Tensor) and y.dtype in FLOATS]
    xs = [op.outputs[0] for op in graph.get_operations() if op.type == 'Placeholder' and op.outputs[0].dtype in FLOATS]
    xs += tf.trainable_variables()
    end = None
    if ys and xs:
        try:
            tf.gradients(ys, xs, gate_gradients=True)  # as optimizers ask for them
            tf.random_normal([2], name='behind_gradients')
        except (LookupError, TypeError, ValueError):  # there is no gradient
            end = forward
    return {
        'ops': _ops(graph, 0, forward),
        'gradients': _ops(graph, forward, end),
        'seeds': [[op.name] + _seeds(op.node_def) for op in graph.get_operations()[:end] if _seeds(op.node_def)],
        'within': sorted(
            _seeds(node)
            for function in graph.as_graph_def().library.function
            for node in function.node_def
            if _seeds(node)
        ),
    }


def _flat(built):
    if isinstance(built, dict):
        built = list(built.values())
    if isinstance(built, (list, tuple)):
        return [y for part in built for y in _flat(part)]
    return [built]


def _ops(graph, start, end=None):
    return [op.name + ' ' + op.type for op in graph.get_operations()[start:end]]


def _seeds(node):
    return [node.attr[name].i for name in ('seed', 'seed2')] if 'seed2' in node.attr else []


def main(names, path):
    """Writes what the programs of these names build."""
    found = {name: build(programs()[name]) for name in names}
    with open(path, 'w') as file:
        json.dump(found, file)


def _compare(names):
    import difflib
    import tempfile

    from tests.golden import generate

    known = programs()
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        near = difflib.get_close_matches(unknown[0], known, n=3, cutoff=0.4) if unknown else list(known)[:3]
        what = f'no program is named {unknown[0]!r}' if unknown else 'name one or more programs'
        print(f'record: {what}; such as {", ".join(map(repr, near))}; see tests/golden/programs', file=sys.stderr)
        return 2
    if generate.oracle_python() is None:
        print(f'record: {generate.MISSING}', file=sys.stderr)
        return 2
    with tempfile.NamedTemporaryFile() as file:
        generate.run_genuine('tests.golden.genuine', '--out', file.name, '--seeds=', '--programs=' + '|'.join(names))
        genuine = json.loads(file.read())
    differ = False
    for name in names:
        here = build(known[name])
        for part in here:
            lines = difflib.unified_diff(
                [str(one) for one in genuine[name][part]],
                [str(one) for one in here[part]],
                f'{name} (TensorFlow 1.15.5)',
                part,
                lineterm='',
                n=1,
            )
            print('\n'.join(lines))
        same = _kept(genuine[name]) == _kept(here)
        differ = differ or not same
        # Beside the same seeds, ops may be called AddV2, or stand in another order between two random ones.
        print(f'{name}: {"the same" if same else "not the same"} seeds and number of ops as TensorFlow 1.15.5')
    return int(differ)


if __name__ == '__main__':
    sys.exit(_compare(sys.argv[1:]))
