"""A single-shot detector: training and evaluation of two sizes."""

import pathlib

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


def _data(clone: pathlib.Path) -> None:
    (clone / 'tiny' / 'logs').mkdir(parents=True)


def _train(model: str) -> EntryPoint:
    boxes = by_the_genuine('boxes.py', 'tiny/voc_2007_train_000.tfrecord', '6')
    return EntryPoint(f'train_{model}', f'{TRAIN} --model_name={model}', _data, before=(boxes,))


def _evaluate(model: str) -> EntryPoint:
    boxes = by_the_genuine('boxes.py', 'tiny/voc_2007_test_000.tfrecord', '2')
    weights = by_the_genuine('weights.py', CLASSES[model], 'tiny/weights')
    return EntryPoint(f'eval_{model}', f'{EVALUATE} --model_name={model}', _data, before=(boxes, weights))


REPOSITORY = Repository('balancap/SSD-Tensorflow', (*map(_train, CLASSES), *map(_evaluate, CLASSES)))
