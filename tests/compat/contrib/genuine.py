"""Runs on the genuine TensorFlow 1.15.5 under Python 3.7, started by `tests.compat.contrib.generate`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import types

from tests.compat.contrib import record

# Besides the modules of contrib, those that have names of their own here; '' is `tf` itself.
BELOW = (
    '',
    'contrib.compiler.jit',
    'contrib.compiler.xla',
    'contrib.eager.metrics',
    'contrib.graph_editor.edit',
    'contrib.graph_editor.reroute',
    'contrib.graph_editor.select',
    'contrib.graph_editor.subgraph',
    'contrib.graph_editor.transform',
    'contrib.graph_editor.util',
    'contrib.learn.datasets',
    'contrib.learn.datasets.base',
    'contrib.learn.head',
    'contrib.learn.learn_runner',
    'contrib.learn.models',
    'contrib.learn.monitors',
    'contrib.learn.preprocessing',
    'contrib.slim.losses',
    'contrib.slim.metrics',
    'contrib.tensorboard.plugins',
    'contrib.tensorboard.plugins.projector',
    'contrib.tfprof.model_analyzer',
    'contrib.tfprof.tfprof_logger',
    'estimator',
    'image',
    'keras',
    'layers',
    'nn',
    'nn.rnn_cell',
    'train',
)
FUTURE = ('absolute_import', 'division', 'print_function')


def main():
    import tensorflow as tf

    tf.compat.v1.logging.set_verbosity(tf.compat.v1.logging.ERROR)
    parser = argparse.ArgumentParser()
    parser.add_argument('--out', required=True)
    parser.add_argument('--family', required=True, help='one or more, comma-separated')
    parser.add_argument('--symbols', help='a file for the public names of contrib')
    parser.add_argument('--directories', help='a file for all that its modules, and those of `BELOW`, have')
    arguments = parser.parse_args()
    for family in arguments.family.split(','):
        recorded = {}
        for title, program in record.programs(family).items():
            print(title, file=sys.stderr)
            recorded[title] = record.program(tf, program)
        with open(os.path.join(arguments.out, family + '.json'), 'w') as file:
            file.write(lines(recorded))
    if arguments.symbols:
        with open(arguments.symbols, 'w') as file:
            file.write('{\n' + ',\n'.join(symbols(tf)) + '\n}\n')
    if arguments.directories:
        with open(arguments.directories, 'w') as file:
            file.write('{\n' + ',\n'.join(directories(tf)) + '\n}\n')


def symbols(tf):
    """A line for each module of `tf.contrib`, and for `tf.layers`: its public names, but for other modules' names."""
    modules = {name: getattr(tf.contrib, name) for name in dir(tf.contrib) if not name.startswith('_')}
    modules = {name: module for name, module in modules.items() if isinstance(module, types.ModuleType)}
    for name, module in sorted(dict(modules, **{'tf.layers': tf.layers}).items()):
        names = [one for one in dir(module) if not one.startswith('_') and _is_its_own(getattr(module, one))]
        yield ' %s: %s' % (json.dumps(name), json.dumps(' '.join(names)))


def directories(tf):
    """A line for each module of `BELOW` and of `tf.contrib`: all that it has, imported modules too."""
    paths = {'contrib'} | {'contrib.' + name for name in dir(tf.contrib)} | set(BELOW)
    for path in sorted(paths):
        module = tf
        for part in filter(None, path.split('.')):
            module = getattr(module, part)
        if path.rpartition('.')[2].startswith('_') or not isinstance(module, types.ModuleType):
            continue
        names = [name for name in dir(module) if not name.startswith('_') and name not in FUTURE]
        yield ' %s: %s' % (json.dumps(path), json.dumps(' '.join(names)))


def _is_its_own(value):
    if isinstance(value, types.ModuleType):
        return 'contrib' in value.__name__ or value.__name__.endswith(('nest', 'layers.experimental'))
    return type(value).__name__ != '_Feature'


def lines(recorded):
    """Readable JSON: a line for each thing about a program."""
    programs = []
    for title, found in recorded.items():
        about = ['  %s: %s' % (json.dumps(key), json.dumps(found[key])) for key in found]
        programs.append(' %s: {\n%s\n }' % (json.dumps(title), ',\n'.join(about)))
    return '{\n' + ',\n'.join(programs) + '\n}\n'


if __name__ == '__main__':
    main()
