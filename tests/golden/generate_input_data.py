"""Writes what the genuine TensorFlow 1.15.5 loader returns, for `tests/data/test_input_data.py`.

  python3.7 tests/golden/generate_input_data.py DATA_DIR tests/golden/input_data.json

Run it with Python 3.7 and tensorflow==1.15.5; DATA_DIR is a folder with the four files of MNIST. The test calls the
functions below with this project's loader instead, so that both sides are asked the same questions.
"""

import contextlib
import hashlib
import io
import json
import os
import sys

import numpy as np

DIGITS = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'tf1_ref', 'data', 'embedded'
)
MILESTONES = [100, 429, 430, 600, 860, 1200]

# With batches of 128, MNIST's epochs end within batches 430 and 860.
MNIST = {'data': 'mnist', 'batch_size': 128}
SMALL = {'data': 'digits', 'batch_size': 37, 'validation_size': 150}
CASES = {
    'mnist, graph seed 1': dict(MNIST, graph_seed=1, one_hot=True),
    'mnist, op seed 11, bytes': dict(MNIST, seed=11, dtype='uint8', reshape=False),
    'graph seed 0': dict(SMALL, graph_seed=0, one_hot=True),
    'graph seed 1': dict(SMALL, graph_seed=1, one_hot=True),
    'graph seed 2': dict(SMALL, graph_seed=2, one_hot=True),
    'graph seed -3': dict(SMALL, graph_seed=-3),
    'graph seed beyond 31 bits': dict(SMALL, graph_seed=2**31 + 5),
    'graph seed 7 behind five ops': dict(SMALL, graph_seed=7, ops_before=5),
    'op seed 0': dict(SMALL, seed=0),
    'op seed 13': dict(SMALL, seed=13, one_hot=True),
    'graph seed 7, op seed 13': dict(SMALL, graph_seed=7, seed=13),
    'graph seed 0, op seed 0': dict(SMALL, graph_seed=0, seed=0),
    'bytes': dict(SMALL, graph_seed=3, dtype='uint8'),
    'bytes, not reshaped': dict(SMALL, graph_seed=3, dtype='uint8', reshape=False),
    'not reshaped': dict(SMALL, graph_seed=3, reshape=False),
    'not shuffled': dict(SMALL, shuffle=False, one_hot=True),
    'not shuffled at first': dict(SMALL, graph_seed=3, shuffle='later'),
    'the three parts by turns': dict(SMALL, graph_seed=3, parts=['train', 'test', 'validation']),
    'batches that divide the data set': dict(SMALL, graph_seed=3, batch_size=135),
    'batches of the whole data set': dict(SMALL, graph_seed=3, batch_size=1350),
    'all examples for validation': dict(SMALL, graph_seed=3, validation_size=1500, parts=['validation']),
}
OPTIONS = ('one_hot', 'dtype', 'reshape', 'validation_size', 'seed')


def run_case(tf, read_data_sets, folder, case):
    """Reads the data sets as `case` says and draws 1,200 batches.

    Args:
        tf: TensorFlow 1.
        read_data_sets: the loader.
        folder: where the files are.
        case: one of `CASES`.

    Returns:
        What was printed, read and drawn, as JSON values.
    """
    with tf.Graph().as_default():
        if 'graph_seed' in case:
            tf.set_random_seed(case['graph_seed'])
        for i in range(case.get('ops_before', 0)):
            tf.constant(i)
        options = {name: case[name] for name in OPTIONS if name in case}
        if 'dtype' in options:
            options['dtype'] = getattr(tf, options['dtype'])
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            data = read_data_sets(folder, **options)
    lines = printed.getvalue().replace(folder + os.sep, 'FOLDER/').splitlines()
    read = {part: describe(getattr(data, part)) for part in data._fields}
    return {'printed': lines, 'read': read, 'drawn': draw(data, case)}


def describe(part):
    return {
        'num_examples': part.num_examples,
        'images': describe_array(part.images),
        'labels': describe_array(part.labels),
    }


def describe_array(array):
    digest = hashlib.sha256(np.ascontiguousarray(array)).hexdigest() if array.size else ''
    return {'dtype': array.dtype.name, 'shape': list(array.shape), 'sha256': digest}


def draw(data, case):
    images_hash, labels_hash, drawn = hashlib.sha256(), hashlib.sha256(), {}
    parts = [getattr(data, part) for part in case.get('parts', ['train'])]
    for i in range(1, MILESTONES[-1] + 1):
        part = parts[i % len(parts)]
        shuffle = case.get('shuffle', True)
        images, labels = part.next_batch(case['batch_size'], shuffle=i > 5 if shuffle == 'later' else shuffle)
        images_hash.update(np.ascontiguousarray(images))
        labels_hash.update(np.ascontiguousarray(labels))
        if i in MILESTONES:
            drawn[str(i)] = {
                'images': images_hash.hexdigest(),
                'labels': labels_hash.hexdigest(),
                'epochs_completed': [part.epochs_completed for part in parts],
            }
    return drawn


def run_fake_data(read_data_sets):
    """What `fake_data=True` gives, by `one_hot`."""
    found = {}
    for one_hot in (False, True):
        data = read_data_sets('nowhere', fake_data=True, one_hot=one_hot)
        images, labels = data.test.next_batch(3, fake_data=True)
        found[str(one_hot)] = {
            'num_examples': [part.num_examples for part in data],
            'images': [len(images), len(images[0]), sorted(set(images[2])), type(images[0]).__name__],
            'labels': labels,
            'epochs_completed': data.test.epochs_completed,
        }
    return found


def run_errors(tf, read_data_sets, folder):
    """Which built-in exception each bad argument ends in."""
    found = {}
    for name, options in {
        'dtype int32': {'dtype': tf.int32},
        'validation_size -1': {'validation_size': -1},
        'validation_size 1501': {'validation_size': 1501},
    }.items():
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                read_data_sets(folder, **dict({'validation_size': 150}, **options))
        except (TypeError, ValueError) as error:
            found[name] = (TypeError if isinstance(error, TypeError) else ValueError).__name__
    return found


def main(data_dir, out):
    import tensorflow as tf
    from tensorflow.examples.tutorials.mnist import input_data

    assert tf.__version__ == '1.15.5', tf.__version__
    folders = {'mnist': data_dir, 'digits': DIGITS}
    golden = {
        'generator': 'tests/golden/generate_input_data.py',
        'tensorflow': tf.__version__,
        'numpy': np.__version__,
        'cases': {
            name: dict(case, result=run_case(tf, input_data.read_data_sets, folders[case['data']], case))
            for name, case in CASES.items()
        },
        'fake_data': run_fake_data(input_data.read_data_sets),
        'errors': run_errors(tf, input_data.read_data_sets, DIGITS),
    }
    with open(out + '.part', 'w') as f:
        json.dump(golden, f, indent=1, sort_keys=True)
        f.write('\n')
    os.replace(out + '.part', out)


if __name__ == '__main__':
    main(*sys.argv[1:])
