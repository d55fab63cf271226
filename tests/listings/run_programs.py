"""Runs programs made of listings and writes what they built: on the genuine TensorFlow 1.15.5, or through the door.

  python -m tests.listings.run_programs (genuine|door) DATA_FOLDER OUT.json

Every listing is executed as it stands in its file; `tests.listings.programs` has the lines that it needs around it.
Python 3.7 reads this file too.
"""

import ast
import contextlib
import hashlib
import io
import json
import os
import sys
import types

import numpy as np

from tests.listings.programs import PROGRAMS, SHOWN

LISTINGS = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'tf1_ref', 'listings'
)
SEED = 7


def run(tf, pieces):
    """Runs one program in a graph of its own.

    Args:
        tf: TensorFlow 1.
        pieces: names of listings, and lines of code around them.

    Returns:
        What it executed, printed and built, as JSON values.
    """
    tf.reset_default_graph()
    tf.set_random_seed(SEED)
    namespace = {'tf': tf, 'np': np, SHOWN: []}
    executed, printed = [], io.StringIO()
    with contextlib.redirect_stdout(printed):
        for piece in pieces:
            source = read_listing(piece) if piece.isidentifier() else piece.encode()
            executed.append(hashlib.sha256(source).hexdigest())
            execute(source, piece, namespace)
    graph = tf.get_default_graph()
    described = {
        'executed': executed,
        'printed': printed.getvalue().splitlines(),
        'ops': [[op.name, op.type, [shape(tensor) for tensor in op.outputs]] for op in graph.get_operations()],
        'variables': [[v.op.name, shape(v), v.dtype.base_dtype.name] for v in tf.global_variables()],
        'arrays': {name: value.tolist() for name, value in namespace.items() if isinstance(value, np.ndarray)},
    }
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        values = sess.run({v.op.name: v for v in tf.global_variables()})
    described['initial'] = {name: hashlib.sha256(value.tobytes()).hexdigest() for name, value in values.items()}
    return described


def execute(source, name, namespace):
    """Runs the source; the list SHOWN keeps what its expression statements give, which an interactive Python shows."""
    code = compile(ast.Interactive(ast.parse(source).body), name, 'single')
    show, sys.displayhook = sys.displayhook, namespace[SHOWN].append
    try:
        exec(code, namespace)
    finally:
        sys.displayhook = show


def read_listing(name):
    with open(os.path.join(LISTINGS, name + '.py'), 'rb') as file:
        return file.read()


def shape(tensor):
    try:
        return tensor.get_shape().as_list()
    except ValueError:
        return None


def open_door():
    """This project's `tf`, with the module that the deck's data loader imports, until the legacy runner supplies it."""
    from tf1_ref.compat import tf
    from tf1_ref.data import input_data

    name = 'tensorflow.examples.tutorials.mnist'
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].input_data = input_data
    return tf


def open_genuine():
    import tensorflow as tf

    assert tf.__version__ == '1.15.5', tf.__version__
    tf.logging.set_verbosity(tf.logging.ERROR)
    return tf


def main(which, folder, out):
    tf = {'genuine': open_genuine, 'door': open_door}[which]()
    os.chdir(folder)  # the slide reads "./data/"
    found = {name: run(tf, pieces) for name, pieces in PROGRAMS.items()}
    with open(out, 'w') as file:
        json.dump(found, file)


if __name__ == '__main__':
    main(*sys.argv[1:])
