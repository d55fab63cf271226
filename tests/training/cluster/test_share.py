import copy

import numpy as np
import pytest

from tf1_ref.compat import tf
from tf1_ref.data import datasets
from tf1_ref.errors import InputError
from tf1_ref.training.cluster.share import Share


@pytest.fixture
def train():
    tf.set_random_seed(5)
    return datasets.open_data_set('fake')[0].train


def test_the_workers_together_draw_what_one_process_would(train):
    whole = copy.copy(train)
    shares = [Share(train, place, 3, 20) for place in range(3)]
    assert shares[0].batches_per_epoch == 600 // 60
    state = np.random.get_state()
    expected = [whole.next_batch(60) for _ in range(25)]  # two epochs and a half
    for place, share in enumerate(shares):
        np.random.set_state(state)
        for number, (images, labels) in enumerate(expected):
            part = slice(20 * place, 20 * place + 20)
            drawn = share.draw(number)
            np.testing.assert_array_equal(drawn[0], images[part])
            np.testing.assert_array_equal(drawn[1], labels[part])


def test_a_batch_can_be_drawn_again(train):
    share = Share(train, 1, 2, 30)
    first, later = share.draw(0), share.draw(23)
    np.testing.assert_array_equal(share.draw(0)[0], first[0])
    np.testing.assert_array_equal(share.draw(23)[0], later[0])


def test_more_than_there_is(train):
    with pytest.raises(InputError, match='--batch_size=301 for each of 2 workers is more than the training set of 600'):
        Share(train, 0, 2, 301)
