"""Writes pictures with boxes in TFRecords, as Pascal VOC's are converted. Runs on the genuine article's Python.

  python boxes.py FILE NUMBER

FILE holds NUMBER pictures in JPEG, each with one to three boxes, numbers between 1 and 20 for what is in them.
"""

import sys

import numpy as np
import tensorflow as tf

BOXES = 'image/object/bbox/'


def numbers(values):
    """A feature of integers or floats."""
    values = list(values)
    if isinstance(values[0], float):
        return tf.train.Feature(float_list=tf.train.FloatList(value=values))
    return tf.train.Feature(int64_list=tf.train.Int64List(value=values))


def text(value):
    """A feature of bytes."""
    return tf.train.Feature(bytes_list=tf.train.BytesList(value=[value]))


def example(random, session):
    """One picture."""
    height, width, boxes = random.randint(80, 160), random.randint(80, 160), random.randint(1, 4)
    y, x = np.mgrid[0:height, 0:width]
    image = np.stack([128 + 100 * np.sin(x * random.rand() + y * random.rand()) for _ in range(3)], 2)
    low, size = random.uniform(0.0, 0.5, [2, boxes]), random.uniform(0.2, 0.5, [2, boxes])
    features = {
        'image/encoded': text(session.run(tf.image.encode_jpeg(image.astype(np.uint8)))),
        'image/format': text(b'JPEG'),
        'image/height': numbers([height]),
        'image/width': numbers([width]),
        'image/channels': numbers([3]),
        'image/shape': numbers([height, width, 3]),
        BOXES + 'label': numbers([random.randint(1, 21) for _ in range(boxes)]),
        BOXES + 'difficult': numbers([0] * boxes),
        BOXES + 'truncated': numbers([0] * boxes),
    }
    for name, row in zip(('ymin', 'xmin'), range(2)):  # noqa: B905 (Python 3.7)
        features[BOXES + name] = numbers([float(one) for one in low[row]])
        features[BOXES + name.replace('min', 'max')] = numbers([float(one) for one in low[row] + size[row]])
    return tf.train.Example(features=tf.train.Features(feature=features))


def main(path, number):
    """Writes the file."""
    random = np.random.RandomState(0)
    with tf.Session() as session, tf.python_io.TFRecordWriter(path) as writer:
        for _ in range(number):
            writer.write(example(random, session).SerializeToString())


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]))
