"""Writes a tiny GPT-2: hyper-parameters, vocabulary and a checkpoint. Runs on the genuine article, beside its model.

  python language_model.py FOLDER

The vocabulary has the small letters, the space, some pairs of them, and the end of a text. Weights are drawn large, so
that what is sampled from them is not alike at every step.
"""

import json
import os
import string
import sys

import numpy as np
import tensorflow as tf

SPACE = chr(256 + ord(' '))  # what stands for it in the vocabulary of bytes
PAIRS = ['t h', 'th e', SPACE + ' t', 'a n', 'an d', SPACE + ' a', 'i n', 'e r', 'o u', SPACE + ' s']
SIZES = {'n_ctx': 32, 'n_embd': 16, 'n_head': 2, 'n_layer': 2}


def main(folder):
    """Writes the files."""
    sys.path.insert(0, os.getcwd())
    import model

    os.makedirs(folder)
    words = list(string.ascii_lowercase) + [SPACE] + [pair.replace(' ', '') for pair in PAIRS] + ['<|endoftext|>']
    sizes = dict(SIZES, n_vocab=len(words))
    with open(os.path.join(folder, 'encoder.json'), 'w') as file:
        json.dump({word: number for number, word in enumerate(words)}, file)
    with open(os.path.join(folder, 'vocab.bpe'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(['#version: 0.2'] + PAIRS) + '\n')
    with open(os.path.join(folder, 'hparams.json'), 'w') as file:
        json.dump(sizes, file)
    hparams = model.default_hparams()
    hparams.override_from_dict(sizes)
    model.model(hparams=hparams, X=tf.zeros([1, 1], tf.int32))
    random = np.random.RandomState(0)
    with tf.Session() as session:
        for variable in tf.global_variables():
            session.run(variable.assign(random.normal(0.0, 0.4, variable.shape.as_list())))
        tf.train.Saver().save(session, os.path.join(folder, 'model.ckpt'))


if __name__ == '__main__':
    main(sys.argv[1])
