"""Writes what functions build otherwise than in 1.15, and the genuine graphs that show it.

  python -m tests.graphs.golden.functions

The golden programs (`tests/golden/programs`) are built by the genuine TensorFlow 1.15.5 and here. The edits between the
two, within the functions that `tf1_ref/graphs/diff/functions.py` names, become its `functions.json`; the graphs of
which nothing else differs, and which need one of the edits or of the other table, become `functions.zip`, and so do
those of `LEFT`. It needs a Python 3.7, see `tests.golden.generate`. Exit code 1: not those are left that `LEFT` names.
"""

from __future__ import annotations

import json
import os
import pathlib
import sys
import tempfile
import zipfile

from tests.golden.programs import record
from tf1_ref.compat import tf

GRAPHS = pathlib.Path(__file__).with_name('functions.zip')
ROUNDS = 4  # what is explained explains what is behind it
OWN_NAME = 'the function has a name of its own here, by which the table does not know it: '
# Measured: with these undone in the bodies of both, nothing differs; with any one of them left, something does.
BODIES = 'within a function of a data set, of which the diff only knows a digest, in 2.x '
WAIT = 'ops have gained an empty `metadata`, and what the result waits for is gathered in a NoOp'
# Programs of which something differs that no table explains, each with its cause.
LEFT = {
    'math: frame': 'an op of the function is numbered otherwise, so its gradient is as well; seeds behind it warn',
    'nn: fused_batch_norm, inference': 'two results that nobody reads, in the gradient, are empty in 2.x',
    'control: vectorized_map': 'the function is another one in 2.x, with ops beside its scopes; seeds behind it warn',
    'control: dataset, map random': f'{BODIES}a sum is AddV2, and a condition has gained `_read_only_resource_inputs`',
    'control: dataset, flat_map': f'{BODIES}{WAIT}',
    'control: dataset, generator': f'{BODIES}{WAIT}; functions that are named there are marked `_tf_data_function`',
    'control: dataset, interleave': f'{BODIES}{WAIT}',
    'control: dataset, TFRecord': f'{BODIES}{WAIT}; the size of the buffer is -1, for 262144',
    'control: dataset, text': f'{BODIES}{WAIT}',
    'control: dataset, random': f'{BODIES}a sum is AddV2',
    'control: Saver, sharded': 'the name of the parts is chosen by a check for S3 in 2.x, in the scope of the Saver',
    'arguments: saver, sharded': 'the name of the parts is chosen by a check for S3 in 2.x, in the scope of the Saver',
    'arguments: decode: name': f'{OWN_NAME}decode_image',
    'arguments: histogram, by name': f'{OWN_NAME}histogram_fixed_width_bins',
    'arguments: safe lookup, weights': f'{OWN_NAME}embedding_lookup_sparse',
    'arguments: parse, names': f'{OWN_NAME}ParseExample',
    'arguments: parse one, variable': f'{OWN_NAME}ParseSingleExample',
}  # fmt: skip


def graph_def(program):
    """The graph of a program and its gradients, in bytes."""
    record.build(program)
    return tf.get_default_graph().as_graph_def(add_shapes=True).SerializeToString()


def write_all(folder):
    """Runs on either TensorFlow: writes the graph of every program, `NUMBER.pb`."""
    for number, program in enumerate(record.programs().values()):
        with open(os.path.join(folder, str(number) + '.pb'), 'wb') as file:
            file.write(graph_def(program))


def compared(one, other):
    """The comparison of two files, and the edits in the scopes of functions that were asked about and not explained."""
    from tf1_ref.graphs.diff import comparison, functions, known_rewrites, rewrites
    from tf1_ref.graphs.reading.sources import open_graph

    asked = []

    class Recording(known_rewrites.KnownRewrites):
        def explains(self, left, right, write):
            if not self.direction or super().explains(left, right, write):
                return bool(self.direction)
            ops, number = (self._left, left) if left is not None else (self._right, right)
            for scope, name in rewrites.scopes_of(ops.name(number)):
                forward = rewrites.forward_name(scope)
                kind = ops.ops[ops.number[forward]].type if forward in ops.number else None
                key = functions.key(scope, kind)
                if key:
                    asked.append((key, write(scope, name)))
                    break
            return False

    plain, comparison.KnownRewrites = comparison.KnownRewrites, Recording
    try:
        return comparison.compare(open_graph(str(one)), open_graph(str(other))), asked
    finally:
        comparison.KnownRewrites = plain


def main():
    from tests.golden import generate
    from tf1_ref.graphs.diff import functions

    if generate.oracle_python() is None:
        print(f'functions: {generate.MISSING}', file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        folders = [pathlib.Path(folder, side) for side in ('genuine', 'here')]
        for side in folders:
            side.mkdir()
        generate.run_genuine('tests.graphs.golden.functions_genuine', str(folders[0]))
        write_all(folders[1])
        names = list(record.programs())
        known, waiting = {}, list(range(len(names)))
        _write_edits(functions, known)
        for _ in range(ROUNDS):
            added = False
            found = {}
            for number in waiting:
                result, asked = compared(*(side / f'{number}.pb' for side in folders))
                found[number] = result
                for key, edit in asked:
                    added = added or edit not in known.get(key, ())
                    known[key] = sorted({*known.get(key, ()), edit})
            _write_edits(functions, known)
            waiting = [number for number in waiting if found[number].differences]
            if not added:
                break
        _write_graphs(folders[0], names, functions)
    print(f'{len(waiting)} programs with other differences: {", ".join(names[number] for number in waiting)}')
    return int({names[number] for number in waiting} != {*LEFT})


def _write_edits(functions, known):
    functions.edits.cache_clear()
    functions.FILE.write_text(json.dumps(known, indent=0, sort_keys=True) + '\n')


def _write_graphs(folder, names, functions):
    """Keeps the edits that are needed, and greedily each graph that needs what none before it has needed."""
    seen = set()
    with zipfile.ZipFile(GRAPHS, 'w', zipfile.ZIP_DEFLATED) as file:
        for number, name in enumerate(names):
            if name not in LEFT and b'PyFunc' in (folder / f'{number}.pb').read_bytes():
                continue  # is numbered as a process makes them
            needed = used(folder / f'{number}.pb', folder.parent / 'here' / f'{number}.pb')
            if name in LEFT or needed is not None and needed - seen:
                seen |= needed or set()
                entry = zipfile.ZipInfo(name)  # of a date that never changes
                entry.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(entry, (folder / f'{number}.pb').read_bytes())
    kept: dict = {}
    for key, edit in sorted(one for one in seen if len(one) == 2):
        kept.setdefault(key, []).append(edit)
    _write_edits(functions, kept)


def used(one, other):
    """What two graphs need of the tables; None if something differs that they do not know.

    Returns:
        A set: `(function, edit)`, `(op, attribute, cause)`, and causes of `rewrites` in tuples of one.
    """
    from tf1_ref.graphs.diff import functions, rewrites

    asked = {
        (functions, 'edit_cause'): lambda cause, edit, scope, kind: (functions.key(scope, kind), edit),
        (rewrites, 'gained_cause'): lambda cause, kind, attribute, value: (kind, attribute, cause),
        (rewrites, 'edit_cause'): lambda cause, *_: (cause,),
        (rewrites, 'type_cause'): lambda cause, *_: (cause,),
    }
    plain = {where: getattr(*where) for where in asked}
    found = set()

    def noting(where):
        def ask(*given):
            cause = plain[where](*given)
            if cause:
                found.add(asked[where](cause, *given))
            return cause

        return ask

    try:
        for where in asked:
            setattr(*where, noting(where))
        result, _ = compared(one, other)
    finally:
        for where, function in plain.items():
            setattr(*where, function)
    return None if result.differences else found


if __name__ == '__main__':
    sys.exit(main())
