"""`tf.contrib.learn`: data sets and preprocessing."""

from __future__ import annotations

import os
import tempfile

import numpy as np

PREFIX = 'tf.contrib.learn.'


def _table(table):
    return [table.data, table.target, str(table.data.dtype), str(table.target.dtype), float(table.data.sum())]


def _read(tf, content, function):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'table.csv')
        with open(path, 'w') as file:
            file.write(content)
        return _table(getattr(tf.contrib.learn.datasets.base, function)(path, np.int64, np.float32))


def _table_with_header(tf):
    return _read(tf, '2,3,a,b\n1,2,3,0\n4,5,6.5,1\n', 'load_csv_with_header')


def _split(texts):
    return [text.split() for text in texts]


TEXTS = ["The cat's HTMLParser sat", 'the dog-house, the cat', '', 'theEnd of 3 cats und \u00fcber']


def _vocabulary(tf, texts=TEXTS, **named):
    preprocessing = tf.contrib.learn.preprocessing
    words = preprocessing.VocabularyProcessor(5, **named)
    rows = np.array(list(words.fit_transform(texts)))
    with tempfile.TemporaryDirectory() as folder:
        words.save(os.path.join(folder, 'words'))
        again = preprocessing.VocabularyProcessor.restore(os.path.join(folder, 'words'))
    known = words.vocabulary_
    return [
        rows,
        np.array(list(again.transform(['the dog and the cat', 'new']))),
        list(again.reverse(rows)),
        len(known),
        known._mapping,
        [known.get('the'), known.get('unheard')],
    ]


def _bytes(tf):
    processor = tf.contrib.learn.preprocessing.ByteProcessor(8)
    rows = np.array(list(processor.fit_transform(TEXTS + [b'bytes'])))
    return [rows, str(rows.dtype), list(processor.reverse(rows))]


def _categories(tf, **named):
    table = [['a', 1.0, 3], ['b', float('nan'), 3], ['a', 2.0, 4]]
    processor = tf.contrib.learn.preprocessing.CategoricalProcessor(**named)
    rows = np.array(list(processor.fit_transform(table)))
    return [rows, np.array(list(processor.transform([['b', 2.0, 9]])))]


PROGRAMS = {
    'preprocessing, VocabularyProcessor': _vocabulary,
    'preprocessing, VocabularyProcessor, frequent': lambda tf: _vocabulary(tf, min_frequency=1),
    'preprocessing, VocabularyProcessor, own': lambda tf: _vocabulary(
        tf,
        vocabulary=tf.contrib.learn.preprocessing.CategoricalVocabulary('?'),
        tokenizer_fn=_split,
    ),
    'preprocessing, tokenizer': lambda tf: list(tf.contrib.learn.preprocessing.tokenizer(TEXTS)),
    'preprocessing, ByteProcessor': _bytes,
    'preprocessing, CategoricalProcessor': _categories,
    'preprocessing, CategoricalProcessor, shared': lambda tf: _categories(tf, share=True, min_frequency=1),
    'datasets, load_iris': lambda tf: _table(tf.contrib.learn.datasets.load_iris()),
    'datasets, load_dataset': lambda tf: _table(tf.contrib.learn.datasets.load_dataset('boston')),
    'datasets, base, load_csv_with_header': _table_with_header,
    'datasets, base, load_csv_without_header': lambda tf: _read(tf, '1,2,3,0\n4,5,6.5,1\n', 'load_csv_without_header'),
}
