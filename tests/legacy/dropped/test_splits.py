"""Splits are those of scikit-learn 0.19, index for index."""

import json

import numpy as np
import pytest

from tests.legacy.dropped import generate_given, record_given
from tf1_ref.legacy.dropped import splits

pytest.importorskip('sklearn', reason='scikit-learn is not installed: pip install scikit-learn')
EXPECTED = json.loads(generate_given.FILE.read_text())['splits']


def test_all_are_as_they_were():
    assert record_given.splits(splits, splits.Imputer) == EXPECTED


def test_a_search_takes_what_has_lost_its_meaning():
    from sklearn.linear_model import Ridge

    x, y = np.arange(22.0).reshape(11, 2), np.arange(11.0)
    search = splits.GridSearchCV(Ridge(), {'alpha': [0.1, 1.0]}, iid=True, cv=splits.KFold(11, 3))
    assert search.fit(x, y).best_params_ == {'alpha': 0.1}
    assert splits.RandomizedSearchCV(Ridge(), {'alpha': [0.1]}, n_iter=1, iid=False).cv == 3


def test_rows_are_refused():
    with pytest.raises(ValueError, match='transposed'):
        splits.Imputer(axis=1)
