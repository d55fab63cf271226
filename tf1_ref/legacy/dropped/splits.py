"""What scikit-learn's `cross_validation`, `grid_search` and `Imputer` were, by way of today's `model_selection`.

Its iterators knew how many examples there are from the start, and were gone through by themselves:
`for train, test in KFold(len(x), n_folds=5): ...`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np


class Splits:
    """Pairs of indices for training and testing, as many as `len` says."""

    def __init__(self, splitter: Any, labels: Any, n: int, groups: Any = None):
        """Takes what splits, and what it splits.

        Args:
            splitter: one of scikit-learn's.
            labels: the class of each example; None where it does not matter.
            n: the number of examples.
            groups: the group of each example; None for none.
        """
        self._splitter, self._labels, self._groups, self.n = splitter, labels, groups, n
        self.random_state = getattr(splitter, 'random_state', None)

    def __iter__(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        return self._splitter.split(np.zeros(self.n), self._labels, self._groups)

    def __len__(self) -> int:
        return self._splitter.get_n_splits(np.zeros(self.n), self._labels, self._groups)


class KFold(Splits):
    """`sklearn.cross_validation.KFold`."""

    def __init__(self, n: int, n_folds: int = 3, shuffle: bool = False, random_state: Any = None):
        """Takes the number of examples, and the number of parts."""
        self.n_folds, self.shuffle = n_folds, shuffle
        super().__init__(_selection().KFold(n_folds, shuffle=shuffle, random_state=_if(shuffle, random_state)), None, n)


class StratifiedKFold(Splits):
    """`sklearn.cross_validation.StratifiedKFold`."""

    def __init__(self, y: Any, n_folds: int = 3, shuffle: bool = False, random_state: Any = None):
        """Takes the class of each example, and the number of parts."""
        self.n_folds, self.shuffle, self.y = n_folds, shuffle, np.asarray(y)
        super().__init__(None, self.y, len(self.y))
        self.random_state = random_state
        self._parts = self._in_parts()

    def __iter__(self):
        for part in range(self.n_folds):
            yield np.flatnonzero(self._parts != part), np.flatnonzero(self._parts == part)

    def __len__(self):
        return self.n_folds

    def _in_parts(self):
        """The part of each example. Each class is split by itself, which today's does otherwise."""
        from sklearn.utils import check_random_state

        generator = check_random_state(self.random_state) if self.shuffle else None
        parts = np.zeros(self.n, int)
        for label in np.unique(self.y):
            members = np.flatnonzero(self.y == label)
            folds = KFold(max(len(members), self.n_folds), self.n_folds, self.shuffle, generator)
            for part, (_, test) in enumerate(folds):
                parts[members[test[test < len(members)]]] = part
        return parts


class LabelKFold(Splits):
    """`sklearn.cross_validation.LabelKFold`."""

    def __init__(self, labels: Any, n_folds: int = 3):
        """Takes the group of each example, and the number of parts."""
        self.n_folds, self.labels = n_folds, np.asarray(labels)
        super().__init__(_selection().GroupKFold(n_folds), None, len(self.labels), self.labels)


class LeaveOneOut(Splits):
    """`sklearn.cross_validation.LeaveOneOut`."""

    def __init__(self, n: int):
        """Takes the number of examples."""
        super().__init__(_selection().LeaveOneOut(), None, n)


class ShuffleSplit(Splits):
    """`sklearn.cross_validation.ShuffleSplit`."""

    def __init__(
        self, n: int, n_iter: int = 10, test_size: Any = 0.1, train_size: Any = None, random_state: Any = None
    ):
        """Takes the number of examples, how often they are split, and the sizes of both parts."""
        self.n_iter, self.test_size, self.train_size = n_iter, test_size, train_size
        splitter = _selection().ShuffleSplit(
            n_iter, test_size=test_size, train_size=train_size, random_state=random_state
        )
        super().__init__(splitter, None, n)


class StratifiedShuffleSplit(Splits):
    """`sklearn.cross_validation.StratifiedShuffleSplit`."""

    def __init__(
        self, y: Any, n_iter: int = 10, test_size: Any = 0.1, train_size: Any = None, random_state: Any = None
    ):
        """Takes the class of each example, how often they are split, and the sizes of both parts."""
        self.n_iter, self.test_size, self.train_size, self.y = n_iter, test_size, train_size, np.asarray(y)
        splitter = _selection().StratifiedShuffleSplit(
            n_iter, test_size=test_size, train_size=train_size, random_state=random_state
        )
        super().__init__(splitter, self.y, len(self.y))


def GridSearchCV(estimator: Any, param_grid: Any, **options: Any) -> Any:
    """`sklearn.grid_search.GridSearchCV`; what has lost its meaning (`iid`) is left out."""
    return _selection().GridSearchCV(estimator, param_grid, **_known(options))


def RandomizedSearchCV(estimator: Any, param_distributions: Any, n_iter: int = 10, **options: Any) -> Any:
    """`sklearn.grid_search.RandomizedSearchCV`; what has lost its meaning (`iid`) is left out."""
    return _selection().RandomizedSearchCV(estimator, param_distributions, n_iter=n_iter, **_known(options))


def Imputer(
    missing_values: Any = 'NaN', strategy: str = 'mean', axis: int = 0, verbose: int = 0, copy: bool = True
) -> Any:
    """`sklearn.preprocessing.Imputer`, for the columns of an array.

    Raises:
        ValueError: `axis` asks for rows, which today's does not have.
    """
    from sklearn.impute import SimpleImputer

    if axis != 0:
        raise ValueError('Imputer(axis=1) is gone from scikit-learn; give it the transposed array')
    missing = np.nan if isinstance(missing_values, str) and missing_values == 'NaN' else missing_values
    strategy = {'most_frequent': 'most_frequent', 'median': 'median'}.get(strategy, strategy)
    return SimpleImputer(missing_values=missing, strategy=strategy, copy=copy)


def _selection():
    from sklearn import model_selection

    return model_selection


def _if(shuffle, random_state):
    return random_state if shuffle else None  # today's refuses a seed that is not used


def _known(options):
    cv = options.get('cv')
    kept = {name: value for name, value in options.items() if name not in ('iid', 'fit_params')}
    return {**kept, 'cv': 3 if cv is None else list(cv) if isinstance(cv, Splits) else cv}
