"""FaceNet: a classifier, a network trained on triplets, and an encoder of pictures."""

import pathlib
import re

import numpy as np

from tests.benchmarks.research.data import picture, write_png
from tests.benchmarks.research.recipes import SCIKIT_LEARN, EntryPoint, Repository

WHERE = '--logs_base_dir=../tiny/logs --models_base_dir=../tiny/models --data_dir=../tiny/faces'
SIZES = '--max_nrof_epochs=1 --batch_size=6 --image_size=96 --embedding_size=16'


def _data(clone: pathlib.Path) -> None:
    random = np.random.RandomState(0)
    for person in range(5):
        for number in range(4):
            path = clone / 'tiny' / 'faces' / f'person{person}' / f'person{person}_{number:04}.png'
            write_png(path, picture(random, 96, 96))


def _standardize_floats(clone: pathlib.Path) -> None:
    """What 1.15 standardizes keeps its type: integers, where the other branch of a condition gives floats."""
    path = clone / 'src' / 'facenet.py'
    floats = re.sub(r'(per_image_standardization)\((\w+)\)', r'\1(tf.cast(\2, tf.float32))', path.read_text())
    path.write_text(floats)


SOFTMAX = (
    f'src/train_softmax.py {WHERE} {SIZES} --epoch_size=3 --keep_probability=0.8 --weight_decay=5e-4 '
    '--center_loss_factor=1e-2 --prelogits_norm_loss_factor=1e-2 --optimizer=ADAM --learning_rate=0.01'
)
THREADS = (
    'pictures are read by four threads, in an order of chance: the first loss of a second run on 1.15.5 is 8.454803, '
    'by run it is 8.454795'
)
REPOSITORY = Repository(
    'davidsandberg/facenet',
    (
        EntryPoint('train_softmax', SOFTMAX, _data),
        EntryPoint('train_softmax_mended', SOFTMAX, _data, mend=_standardize_floats, calls=8, measured=THREADS),
        EntryPoint(
            'train_softmax_squeezenet',
            f'src/train_softmax.py {WHERE} {SIZES} --epoch_size=3 --model_def=models.squeezenet --random_flip '
            '--optimizer=RMSPROP --learning_rate=0.01 --use_fixed_image_standardization',
            _data,
            mend=_standardize_floats,
            calls=8,
        ),
        EntryPoint(
            'train_tripletloss',
            f'src/train_tripletloss.py {WHERE} {SIZES} --epoch_size=2 --people_per_batch=4 --images_per_person=3 '
            '--learning_rate=0.01',
            _data,
        ),
    ),
    needs=SCIKIT_LEARN,
)
