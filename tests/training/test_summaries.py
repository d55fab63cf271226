"""The event files: what TensorFlow reads in them, run by run."""

import os

import numpy as np
import pytest

from tests.training.small_run import train
from tf1_ref.compat import tf
from tf1_ref.training.summaries import MOST_BYTES, run_and_tag, write_pictures

PNG = b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR' + (300).to_bytes(4, 'big') + (7).to_bytes(4, 'big') + b'the rest'


def events(folder):
    (path,) = folder.iterdir()
    return list(tf.train.summary_iterator(str(path)))


def scalars(folder):
    """(step, tag, number) of a run; what else there is has no number."""
    values = [(event.step, value) for event in events(folder) for value in event.summary.value]
    return [(step, v.tag, v.simple_value) for step, v in values if v.WhichOneof('value') == 'simple_value']


def test_training_and_validation_are_two_runs_with_the_same_tags(tmp_path):
    measured = {'accuracy': 0.5, 'validation_cost': 0.25, 'training_accuracy': 0.75}
    history, _ = train(tmp_path, epochs=2, measure=lambda sess: measured)
    found = scalars(tmp_path / 'events' / 'train')
    assert [(step, tag) for step, tag, _ in found] == [
        (step, tag) for step in (1, 2) for tag in ('cost', 'seconds', 'accuracy')
    ]
    costs = [number for _, tag, number in found if tag == 'cost']
    np.testing.assert_allclose(costs, history.column('cost'), rtol=1e-6)
    assert [number for _, tag, number in found if tag == 'accuracy'] == [0.75, 0.75]
    assert scalars(tmp_path / 'events' / 'validation') == [
        (1, 'accuracy', 0.5), (1, 'cost', 0.25), (2, 'accuracy', 0.5), (2, 'cost', 0.25)
    ]  # fmt: skip


def test_the_graph_and_the_weights_are_the_training_s(tmp_path):
    train(tmp_path, epochs=1)
    assert [path.name for path in (tmp_path / 'events').iterdir()] == ['train']
    found = events(tmp_path / 'events' / 'train')
    assert sum(bool(event.graph_def) for event in found) == 1
    values = [value for event in found for value in event.summary.value]
    histograms = {value.tag for value in values if value.WhichOneof('value') == 'histo'}
    assert histograms == {'weights/ih/W', 'weights/ih/b', 'weights/hl/W', 'weights/hl/b'}


@pytest.mark.parametrize(
    ('name', 'expected'),
    [
        ('cost', ('train', 'cost')),
        ('training_accuracy', ('train', 'accuracy')),
        ('accuracy', ('validation', 'accuracy')),
        ('validation_cost', ('validation', 'cost')),
        ('validation_error', ('validation', 'cost')),
    ],
)
def test_run_and_tag(name, expected):
    assert run_and_tag(name) == expected


def test_pictures_are_images_and_a_later_end_replaces_them(tmp_path):
    (tmp_path / 'a.png').write_bytes(PNG)
    (tmp_path / 'large.png').write_bytes(PNG + bytes(MOST_BYTES))
    os.mkfifo(tmp_path / 'pipe.png')
    for _ in range(2):
        write_pictures(tmp_path, sorted(tmp_path.glob('*.png')))
    (value,) = [value for event in events(tmp_path / 'events' / 'pictures') for value in event.summary.value]
    assert (value.tag, value.image.width, value.image.height) == ('a', 300, 7)
    assert value.image.encoded_image_string == PNG


def test_without_pictures_there_is_no_such_run(tmp_path):
    write_pictures(tmp_path, [])
    assert list(tmp_path.iterdir()) == []
