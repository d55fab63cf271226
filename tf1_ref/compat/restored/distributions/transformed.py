"""What a bijection makes of a distribution.

Source: tf.contrib.distributions of TensorFlow 1.15 (bijectors/exp.py), and its transformed_distribution.py, of which
here is what those need whose shape the bijection leaves alone.
"""

from __future__ import annotations

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops import control_flow_ops
from tensorflow.python.ops.distributions import bijector as bijectors
from tensorflow.python.ops.distributions import distribution as base
from tensorflow.python.ops.distributions import util


class Exp(bijectors.Bijector):
    """`y = exp(x)`, element by element.

    Args:
        validate_args: whether arguments are checked when the graph runs.
        name: of the scope of its ops.
    """

    def __init__(self, validate_args: bool = False, name: str = 'exp'):
        self._graph_parents, self._name, self._validate_args = [], name, validate_args
        with self._name_scope('init'):
            tf1.constant(0.0, name='power')  # 1.15's was the one of several powers that is 0
        super().__init__(forward_min_event_ndims=0, validate_args=validate_args, name=name)

    def _forward(self, x):
        return tf1.exp(x)

    def _inverse(self, y):
        return tf1.log(self._checked(y))

    def _inverse_log_det_jacobian(self, y):
        return -1.0 * tf1.log(self._checked(y))

    def _forward_log_det_jacobian(self, x):
        return x

    def _checked(self, y):
        if not self.validate_args:
            return y
        message = 'Inverse transformation input must be greater than 0.'
        return control_flow_ops.with_dependencies([tf1.assert_positive(y, message=message)], y)


class TransformedDistribution(base.Distribution):
    """The distribution of what a bijection makes of a distribution's values.

    1.15 could replace the shapes of batch and event as well; the constants that it built to find out that neither is
    replaced are built here too, as op seeds depend on their number.

    Args:
        distribution: that of the values.
        bijector: the bijection, a `tf.distributions` Bijector.
        validate_args: whether arguments are checked when the graph runs.
        name: of the scope of its ops; None for the names of the two.
    """

    def __init__(
        self,
        distribution: base.Distribution,
        bijector: bijectors.Bijector,
        validate_args: bool = False,
        name: str | None = None,
    ):
        parameters = dict(locals())
        with tf1.name_scope(name or bijector.name + distribution.name) as name:
            zero = tf1.constant(0, dtype=tf1.int32, name='zero')
            self._empty = tf1.constant([], dtype=tf1.int32, name='empty')
            is_replaced = {}
            for part, is_scalar in (('batch', distribution.is_scalar_batch), ('event', distribution.is_scalar_event)):
                is_scalar()
                _is_empty(tf1.constant([], dtype=tf1.int32, name=f'{part}_shape'), 0)
                is_replaced[part] = _not(_is_empty(self._empty, zero))
            self._never = _and(is_replaced['event'], _not(is_replaced['batch']), _not(distribution.is_scalar_batch()))
            size = tf1.constant(0)
            tf1.range(0 - size, 0)
        self._is_batch_replaced, self._is_event_replaced = is_replaced['batch'], is_replaced['event']
        self._distribution, self._bijector = distribution, bijector
        super().__init__(
            dtype=distribution.dtype,
            reparameterization_type=distribution.reparameterization_type,
            validate_args=validate_args,
            allow_nan_stats=distribution.allow_nan_stats,
            parameters=parameters,
            graph_parents=distribution._graph_parents + bijector.graph_parents,
            name=name,
        )

    @property
    def distribution(self) -> base.Distribution:
        """The distribution of the values."""
        return self._distribution

    @property
    def bijector(self) -> bijectors.Bijector:
        """The bijection between the two."""
        return self._bijector

    def _event_shape_tensor(self):
        inner = util.pick_vector(self._is_event_replaced, self._empty, self._distribution.event_shape_tensor())
        return self._bijector.forward_event_shape_tensor(inner)

    def _event_shape(self):
        return self._bijector.forward_event_shape(self._distribution.event_shape)

    def _batch_shape_tensor(self):
        return util.pick_vector(self._is_batch_replaced, self._empty, self._distribution.batch_shape_tensor())

    def _batch_shape(self):
        return self._distribution.batch_shape

    def _sample_n(self, n, seed=None):
        before = util.pick_vector(self._never, self._empty, [n])
        behind = util.pick_vector(self._never, [n], self._empty)
        return self._distribution.sample(_joined(before, self._empty, self._empty, behind), seed)

    def _call_sample_n(self, sample_shape, seed, name, **kwargs):
        with self._name_scope(name, values=[sample_shape]):
            sample_shape = tf1.convert_to_tensor(sample_shape, dtype=tf1.int32, name='sample_shape')
            sample_shape, n = self._expand_sample_shape_to_vector(sample_shape, 'sample_shape')
            x = self._sample_n(n, seed, **kwargs)
            x = tf1.reshape(x, tf1.concat([sample_shape, tf1.shape(x)[1:]], 0))
            return self._set_sample_static_shape(self._bijector.forward(x, **kwargs), sample_shape)

    def _log_prob(self, y):
        x, determinant = self._inverse(y)
        log_prob = self._distribution.log_prob(x)
        return log_prob + tf1.cast(determinant, log_prob.dtype)

    def _prob(self, y):
        x, determinant = self._inverse(y)
        prob = self._distribution.prob(x)
        return prob * tf1.exp(tf1.cast(determinant, prob.dtype))

    def _inverse(self, y):
        x = self._bijector.inverse(y)
        axes = self.event_shape.ndims
        if axes is None:
            axes = tf1.size(self.event_shape_tensor())
        return x, self._bijector.inverse_log_det_jacobian(y, event_ndims=axes)

    def _cdf(self, y):
        return self._distribution.cdf(self._bijector.inverse(y))

    def _log_cdf(self, y):
        return self._distribution.log_cdf(self._bijector.inverse(y))

    def _survival_function(self, y):
        return self._distribution.survival_function(self._bijector.inverse(y))

    def _log_survival_function(self, y):
        return self._distribution.log_survival_function(self._bijector.inverse(y))

    def _quantile(self, value):
        return self._bijector.forward(self._distribution.quantile(value))


def _known(x):
    """The value of a tensor that is a constant, or None. What is no tensor becomes one: 1.15 did so, and it counts."""
    return tensor_util.constant_value(tf1.convert_to_tensor(x))


def _is_empty(shape, zero):
    """Whether a known shape has no axes."""
    return tf1.constant(np.array_equal(_known(tf1.constant(shape.shape.as_list()[0])), _known(zero)))


def _not(x):
    known = _known(x)
    return tf1.logical_not(x) if known is None else tf1.constant(np.logical_not(known))


def _and(*all_of):
    known = [_known(x) for x in all_of]
    if any(x is not None and not bool(x) for x in known):
        return tf1.constant(False)
    return tf1.constant(True) if all(x is not None for x in known) else tf1.reduce_all(all_of)


def _joined(*vectors):
    known = [_known(x) for x in vectors]
    if any(x is None for x in known):
        return tf1.concat(vectors, 0)
    return tf1.constant([one for vector in known for one in vector])
