"""A single-shot detector: training and evaluation of two sizes."""

import pathlib
import re

from tests.benchmarks.research.data import by_the_genuine
from tests.benchmarks.research.recipes import EntryPoint, Repository

TRAIN = (
    'train_ssd_network.py --dataset_name=pascalvoc_2007 --dataset_dir=tiny --train_dir=tiny/logs --batch_size=2 '
    '--max_number_of_steps=3 --log_every_n_steps=1 --num_readers=1 --num_preprocessing_threads=1'
)
EVALUATE = (
    'eval_ssd_network.py --dataset_name=pascalvoc_2007 --dataset_dir=tiny --eval_dir=tiny/logs --batch_size=1 '
    '--max_num_batches=2 --checkpoint_path=tiny/weights --num_preprocessing_threads=1'
)
CLASSES = {'ssd_300_vgg': 'nets.ssd_vgg_300.SSDNet', 'ssd_512_vgg': 'nets.ssd_vgg_512.SSDNet'}


THREADS = 'examples are read by threads, in an order of chance: two runs of 1.15.5 have other losses, too'


def _data(clone: pathlib.Path) -> None:
    (clone / 'tiny' / 'logs').mkdir(parents=True)


def _channels_last(clone: pathlib.Path) -> None:
    """Channels come last: with them first, 1.15.5 pools on a GPU only."""
    path = clone / 'train_ssd_network.py'
    path.write_text(path.read_text().replace("DATA_FORMAT = 'NCHW'", "DATA_FORMAT = 'NHWC'"))


def _first_class_and_flat(clone: pathlib.Path) -> None:
    """Local variables are made by VariableV1, which takes collections; the updates of metrics are a flat list."""
    path = clone / 'tf_extended' / 'metrics.py'
    path.write_text(re.sub(r'variables\.Variable\(', 'variables.VariableV1(', path.read_text()))
    path = clone / 'eval_ssd_network.py'
    flat = 'eval_op=tf.nest.flatten(list(names_to_updates.values()))'
    path.write_text(path.read_text().replace('eval_op=list(names_to_updates.values())', flat))


def _train(model: str) -> EntryPoint:
    boxes = by_the_genuine('boxes.py', 'tiny/voc_2007_train_000.tfrecord', '6')
    command = f'{TRAIN} --model_name={model}'
    return EntryPoint(f'train_{model}', command, _data, before=(boxes,), mend=_channels_last, measured=THREADS)


def _evaluate(model: str) -> EntryPoint:
    boxes = by_the_genuine('boxes.py', 'tiny/voc_2007_test_000.tfrecord', '2')
    weights = by_the_genuine('weights.py', CLASSES[model], 'tiny/weights')
    command = f'{EVALUATE} --model_name={model}'
    return EntryPoint(f'eval_{model}', command, _data, before=(boxes, weights), mend=_first_class_and_flat)


REPOSITORY = Repository('balancap/SSD-Tensorflow', (*map(_train, CLASSES), *map(_evaluate, CLASSES)))
