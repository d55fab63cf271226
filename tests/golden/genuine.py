"""Runs on the genuine TensorFlow 1.15.5 under Python 3.7, started by `tests.golden.generate`.

The project's own modules are imported with the genuine `tensorflow` in place of the door, `tf.contrib` included.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import types

import numpy as np


def put_genuine_tensorflow_in_place_of_the_door():
    """Makes `from tf1_ref.compat import tf` give the genuine article."""
    import tensorflow

    tensorflow.compat.v1.logging.set_verbosity(tensorflow.compat.v1.logging.ERROR)
    import tf1_ref

    door = types.ModuleType('tf1_ref.compat')
    door.tf = tensorflow
    sys.modules['tf1_ref.compat'] = tf1_ref.compat = door
    return tensorflow


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--out', required=True)
    parser.add_argument('--seeds', required=True)
    parser.add_argument('--cases', default='')
    parser.add_argument('--checkpoints', default='')
    parser.add_argument('--optimizers', default='')
    parser.add_argument('--programs', default='', help='write what these small programs build, and nothing else')
    parser.add_argument('--nudges', type=int)
    arguments = parser.parse_args()
    tensorflow = put_genuine_tensorflow_in_place_of_the_door()
    from tensorflow.examples.tutorials.mnist import input_data

    from tests.golden import cases, check, expansions, record
    from tests.golden.programs import opened, static_shapes
    from tests.golden.programs import record as programs

    if arguments.programs:
        return programs.main(arguments.programs.split('|'), arguments.out)
    seeds = [int(seed) for seed in arguments.seeds.split(',')]
    optimizers = arguments.optimizers.split(',') if arguments.optimizers else None
    for name in arguments.cases.split(',') if arguments.cases else cases.names():
        print(name, file=sys.stderr, flush=True)
        checkpoints = {} if name in arguments.checkpoints.split(',') else None
        if name in cases.LAYERS:
            content = record.layer(name, seeds)
        elif name in cases.MODELS:

            def nudges(optimizer, name=name):
                if arguments.nudges is None:
                    return record.NUDGES
                return arguments.nudges if check.is_nudged(name, optimizer) else 0

            content = record.model(name, seeds, input_data.read_data_sets, optimizers, checkpoints, nudges)
        elif name == 'static_shapes':
            content = {'programs': static_shapes.record(), 'opened': opened.record()}
        else:
            content = {
                'moving_averages': record.moving_averages(seeds[0]),
                'resizing': record.resizing(),
                'means': record.means(),
                'expansions': expansions.record(),
                'draws': expansions.values(),
                'programs': programs.record(),
            }
        content = dict({'tensorflow': tensorflow.__version__, 'seeds': seeds}, **content)
        if checkpoints is not None:
            write_checkpoints(os.path.join(arguments.out, name + '.npz'), checkpoints)
        write(os.path.join(arguments.out, name + '.json'), content)  # the last: what has it is complete


def write(path, content):
    """Readable JSON: a line per entry that holds no dictionaries."""
    with open(path + '.part', 'w') as file:
        file.write(_lines(content, '') + '\n')
    os.replace(path + '.part', path)


def _lines(content, indent):
    if isinstance(content, dict) and any(isinstance(value, (dict, list)) for value in content.values()):
        inner = [indent + ' ' + json.dumps(key) + ': ' + _lines(content[key], indent + ' ') for key in content]
        return '{\n' + ',\n'.join(inner) + '\n' + indent + '}'
    if isinstance(content, list) and any(isinstance(value, (dict, list)) for value in content):
        inner = [indent + ' ' + json.dumps(value) for value in content]
        return '[\n' + ',\n'.join(inner) + '\n' + indent + ']'
    return json.dumps(content)


def write_checkpoints(path, checkpoints):
    """Weights and gradients, as arrays named `optimizer/step/kind/variable`."""
    arrays = {}
    for optimizer, steps in checkpoints.items():
        for step, kept in steps.items():
            prefix = '%s/%d/' % (optimizer, step)
            arrays[prefix + 'cost'] = kept['cost']
            for kind in ('variables', 'gradients'):
                for name, value in kept[kind].items():
                    arrays[prefix + kind + '/' + name] = value
    np.savez_compressed(path, **arrays)


if __name__ == '__main__':
    main()
