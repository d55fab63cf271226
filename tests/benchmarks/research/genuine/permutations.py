"""Writes data for pretraining by permutations, as XLNet's tools write it. Runs on the genuine article's Python.

  python permutations.py FOLDER BATCH LENGTH REUSED PREDICTED ALPHA BETA

FOLDER holds one file of records, 8 batches of sequences of LENGTH tokens, of which PREDICTED are to be predicted, and
what says so, under the name that tells all these numbers.
"""

import json
import os
import sys

import numpy as np
import tensorflow as tf

SEPARATOR, CLASS = 4, 3
BATCHES = 8


def numbers(values):
    """A feature of integers."""
    return tf.train.Feature(int64_list=tf.train.Int64List(value=[int(one) for one in values]))


def example(random, length, predicted):
    """One sequence of two parts."""
    middle = length // 2
    tokens = random.randint(10, 200, length)
    tokens[[middle - 1, length - 2, length - 1]] = SEPARATOR, SEPARATOR, CLASS
    words = np.flatnonzero(tokens > CLASS + SEPARATOR)
    masked = np.isin(np.arange(length), random.choice(words, predicted, replace=False))
    features = {
        'input': tokens,
        'target': np.append(tokens[1:], CLASS),
        'seg_id': (np.arange(length) >= middle) * 1 + (np.arange(length) == length - 1),
        'label': [random.randint(2)],
        'is_masked': masked,
    }
    return tf.train.Example(features=tf.train.Features(feature={key: numbers(features[key]) for key in features}))


def main(folder, batch, length, reused, predicted, alpha, beta):
    """Writes the files."""
    os.makedirs(folder)
    random = np.random.RandomState(0)
    with tf.python_io.TFRecordWriter(os.path.join(folder, 'train.tfrecords')) as writer:
        for _ in range(BATCHES * batch):
            writer.write(example(random, length, predicted).SerializeToString())
    name = 'record_info-train-0-0.bsz-{}.seqlen-{}.reuse-{}.uni.alpha-{}.beta-{}.fnp-{}.json'
    with open(os.path.join(folder, name.format(batch, length, reused, alpha, beta, predicted)), 'w') as file:
        json.dump({'num_batch': BATCHES, 'filenames': ['train.tfrecords']}, file)


if __name__ == '__main__':
    main(sys.argv[1], *map(int, sys.argv[2:]))
