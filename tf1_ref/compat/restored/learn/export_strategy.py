"""`tf.contrib.learn.ExportStrategy`: how an experiment exports its model.

Source: tf.contrib.learn of TensorFlow 1.15 (export_strategy.py).
"""

from __future__ import annotations

import collections
import inspect
from collections.abc import Callable
from typing import Any

from tensorflow.python.util.deprecation import deprecated


class ExportStrategy(collections.namedtuple('ExportStrategy', ['name', 'export_fn', 'strip_default_attrs'])):
    """A function that exports an estimator, and the name of the folder that it exports to.

    Attributes:
        name: of the folder, below `export` in the model's.
        export_fn: takes the estimator and a path, and where it has parameters of these names `checkpoint_path`,
            `eval_result` and `strip_default_attrs`; returns the path that it has written.
        strip_default_attrs: what is handed to it.
    """

    @deprecated(None, 'Please switch to tf.estimator.train_and_evaluate, and use tf.estimator.Exporter.')
    def __new__(cls, name: str, export_fn: Callable, strip_default_attrs: bool | None = None) -> ExportStrategy:
        return super().__new__(cls, name, export_fn, strip_default_attrs)

    def export(
        self,
        estimator: Any,
        export_path: str | bytes,
        checkpoint_path: str | None = None,
        eval_result: dict | None = None,
    ) -> Any:
        """Returns the path of what was exported.

        Args:
            estimator: what to export.
            export_path: where to.
            checkpoint_path: which checkpoint; None for the latest.
            eval_result: what its evaluation has found.

        Raises:
            ValueError: the function takes an evaluation, but no checkpoint.
        """
        takes = inspect.getfullargspec(self.export_fn).args
        if 'eval_result' in takes and 'checkpoint_path' not in takes:
            raise ValueError('An export_fn accepting eval_result must also accept checkpoint_path.')
        more = {
            'checkpoint_path': checkpoint_path,
            'eval_result': eval_result,
            'strip_default_attrs': self.strip_default_attrs,
        }
        given = {name: value for name, value in more.items() if name in takes}
        return self.export_fn(estimator, export_path, **given)
