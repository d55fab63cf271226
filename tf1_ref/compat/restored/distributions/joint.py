"""Distributions of vectors and of whole examples in `tf.contrib.distributions`.

1.15 built `MultivariateNormalDiag` from bijectors and linear operators, of many more ops; these are counted where loc
and scale are given with one shape. Else, and behind its gradients, a warning says that op seeds may differ
(`tf1_ref.compat.built.warning`).

Source: tf.contrib.distributions of TensorFlow 1.15 (mvn_diag.py, independent.py).
"""

from __future__ import annotations

import contextlib
import math

import tensorflow.compat.v1 as tf1
from tensorflow.python.ops.distributions import distribution as base
from tensorflow.python.ops.distributions import kullback_leibler

from tf1_ref.compat.built import op_counts, warning

# 1.15's ops, where the batch has an unknown size, where all of the shape is known, and of a single vector.
UNKNOWN = {'init': 58, 'shape': 10, 'sample': 57, 'inverse': 49, 'entropy': 28, 'mean': 8, 'kl': 56}
KNOWN = {'init': 43, 'shape': 6, 'sample': 42, 'inverse': 34, 'entropy': 28, 'mean': 1, 'kl': 42}
VECTOR = {**KNOWN, 'init': 40, 'entropy': 18}
LOG_PROB = 11
DETERMINANT = 21  # which is kept
DOUBTFUL = 'tf1_ref_MultivariateNormalDiag'
OF_UNKNOWN = 10  # more for the inverse of a batch of unknown size under a single vector


class MultivariateNormalDiag(base.Distribution):
    """A normal distribution of vectors whose elements are independent.

    Args:
        loc: the means `[..., size]`; None for 0.
        scale_diag: the standard deviations `[..., size]`; None for 1.
        scale_identity_multiplier: added to `scale_diag`, or instead of it, `[...]`.
        validate_args: unused.
        allow_nan_stats: whether statistics may be undefined.
        name: of the scope of its ops.

    Raises:
        ValueError: nothing tells the size.
    """

    def __init__(
        self,
        loc: tf1.Tensor | None = None,
        scale_diag: tf1.Tensor | None = None,
        scale_identity_multiplier: float | tf1.Tensor | None = None,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = 'MultivariateNormalDiag',
    ):
        parameters = dict(locals())
        if loc is None and scale_diag is None:
            raise ValueError('Must specify loc or scale_diag')
        self._seen, self._determinant = [], None
        with tf1.name_scope('Normal') as self._elements_scope:  # where 1.15 drew the elements
            pass
        counted = loc is not None and scale_diag is not None and scale_identity_multiplier is None
        with tf1.name_scope(name) as scope:
            if loc is not None and not tf1.is_tensor(loc):
                tf1.convert_to_tensor(loc, name='loc')  # 1.15 made a tensor of it twice
            loc = None if loc is None else tf1.convert_to_tensor(loc, name='loc')
            scale = None if scale_diag is None else tf1.convert_to_tensor(scale_diag, name='scale_diag')
            counted = counted and loc.shape.ndims is not None and loc.shape.as_list() == scale.shape.as_list()
            self._ops = None if not counted else _ops(loc.shape)
            with self._building('init'):
                if scale_identity_multiplier is not None:
                    multiplier = tf1.convert_to_tensor(scale_identity_multiplier)[..., tf1.newaxis]
                    scale = multiplier * tf1.ones_like(loc) if scale is None else scale + multiplier
                self._scale = tf1.ones_like(loc) if scale is None else scale
                self._loc = tf1.zeros_like(self._scale) if loc is None else loc
                super().__init__(
                    dtype=self._loc.dtype,
                    reparameterization_type=base.FULLY_REPARAMETERIZED,
                    validate_args=validate_args,
                    allow_nan_stats=allow_nan_stats,
                    parameters=parameters,
                    graph_parents=[self._loc, self._scale],
                    name=scope,
                )

    @property
    def loc(self) -> tf1.Tensor:
        """The means."""
        return self._loc

    @contextlib.contextmanager
    def _building(self, what):
        """What is built within counts as many ops as 1.15 built: `what` is their number, or the name of an entry."""
        graph = tf1.get_default_graph()
        before = graph.version
        yield
        if self._ops is not None:
            op_counts.add((self._ops[what] if isinstance(what, str) else what) - (graph.version - before))
        elif graph.version > before:
            warning.note(graph, graph.get_operations()[before], 'MultivariateNormalDiag')

    def _batch_shape_tensor(self):
        return tf1.shape(self._loc + self._scale)[:-1]

    def _batch_shape(self):
        return tf1.broadcast_static_shape(self._loc.shape, self._scale.shape)[:-1]

    def _event_shape_tensor(self):
        return tf1.shape(self._scale)[-1:]

    def _event_shape(self):
        return self._scale.shape[-1:]

    def _sample_n(self, n, seed=None):
        with self._building('shape'):
            shape = tf1.concat([[n], tf1.shape(self._loc + self._scale)], 0)
        with tf1.name_scope(self._elements_scope), tf1.name_scope('sample'):
            normal = tf1.random_normal(shape, dtype=self.dtype, seed=seed)
        with self._building('sample'):
            return _with_doubtful_gradient(self._loc + self._scale * normal)

    def _set_sample_static_shape(self, x, sample_shape):
        x = super()._set_sample_static_shape(x, sample_shape)
        self._seen.append(x)
        return x

    def _log_prob(self, x):
        ops = LOG_PROB + (self._determinant is None) * DETERMINANT
        if self._ops and not any(x is one for one in self._seen):
            ops += self._ops['inverse'] + (OF_UNKNOWN if self._ops is VECTOR and not x.shape.is_fully_defined() else 0)
        self._seen.append(x)
        with self._building(ops):
            self._keep_determinant()
            squares = tf1.square((x - self._loc) / self._scale)
            log_prob = tf1.reduce_sum(-0.5 * squares - 0.5 * math.log(2 * math.pi), -1) - self._determinant
            return _with_doubtful_gradient(log_prob)

    def _keep_determinant(self):
        if self._determinant is None:
            self._determinant = tf1.reduce_sum(tf1.log(tf1.abs(self._scale)), -1)

    def _prob(self, x):
        log_prob = self._log_prob(x)
        with self._building(2):
            return tf1.exp(log_prob)

    def _entropy(self):
        ops = self._ops and self._ops['entropy'] + (self._determinant is None) * (DETERMINANT + self._ops['inverse'])
        with self._building(ops):
            self._keep_determinant()
            each = 0.5 * (1 + math.log(2 * math.pi)) + tf1.log(tf1.abs(self._scale))
            return _with_doubtful_gradient(tf1.reduce_sum(each + tf1.zeros_like(self._loc), -1))

    def _mean(self):
        with self._building('mean'):
            return self._loc + tf1.zeros_like(self._scale)

    def _mode(self):
        return self._mean()

    def _stddev(self):
        with self._building(1):
            return tf1.abs(self._scale)

    def _variance(self):
        with self._building(1):
            return tf1.square(self._scale)

    def _covariance(self):
        with self._building(2):
            return tf1.matrix_diag(tf1.square(self._scale))


def _with_doubtful_gradient(tensor):
    """The tensor, behind an op whose gradient notes that 1.15's gradient has another number of ops."""
    with tf1.get_default_graph().gradient_override_map({'Identity': DOUBTFUL}):
        return tf1.identity(tensor)


@tf1.RegisterGradient(DOUBTFUL)
def _doubtful_gradient(op, grad):
    warning.note(op.graph, op, 'MultivariateNormalDiag, differentiated,')
    return grad


def _ops(shape):
    if shape.ndims == 1:
        return VECTOR
    return KNOWN if shape.is_fully_defined() else UNKNOWN


@kullback_leibler.RegisterKL(MultivariateNormalDiag, MultivariateNormalDiag)
def _kl(a: MultivariateNormalDiag, b: MultivariateNormalDiag, name: str | None = None) -> tf1.Tensor:
    mixed = a._ops is UNKNOWN and b._ops is VECTOR
    with tf1.name_scope(name or 'kl_mvn'), a._building(49 if mixed else 'kl'):
        variances = tf1.square(a._scale / b._scale)
        distances = tf1.square((b._loc - a._loc) / b._scale)
        divergence = 0.5 * tf1.reduce_sum(variances + distances - 1.0 - tf1.log(variances), -1)
        return _with_doubtful_gradient(divergence)


class Independent(base.Distribution):
    """A distribution whose last batch axes belong to the event: the log-probability of an example is one number.

    Args:
        distribution: that of the elements.
        reinterpreted_batch_ndims: how many of its batch axes; None for all but the first.
        validate_args: unused.
        name: of the scope of its ops.

    Raises:
        ValueError: it has not so many batch axes.
    """

    def __init__(
        self,
        distribution: base.Distribution,
        reinterpreted_batch_ndims: int | None = None,
        validate_args: bool = False,
        name: str | None = None,
    ):
        parameters = dict(locals())
        self._distribution = distribution
        with tf1.name_scope(name or 'Independent' + distribution.name) as scope:
            rank = distribution.batch_shape.ndims
            if reinterpreted_batch_ndims is None:
                reinterpreted_batch_ndims = max(rank - 1, 0)
            if rank is not None and reinterpreted_batch_ndims > rank:
                raise ValueError(
                    f'reinterpreted_batch_ndims({reinterpreted_batch_ndims}) cannot exceed '
                    f'distribution.batch_ndims({rank})'
                )
            self._axes = reinterpreted_batch_ndims
            super().__init__(
                dtype=distribution.dtype,
                reparameterization_type=distribution.reparameterization_type,
                validate_args=validate_args,
                allow_nan_stats=distribution.allow_nan_stats,
                parameters=parameters,
                graph_parents=[
                    tf1.constant(self._axes, tf1.int32, name='reinterpreted_batch_ndims'),
                    *distribution._graph_parents,
                ],
                name=scope,
            )

    @property
    def distribution(self) -> base.Distribution:
        """The distribution of the elements."""
        return self._distribution

    @property
    def reinterpreted_batch_ndims(self) -> int:
        """How many of its batch axes belong to the event."""
        return self._axes

    def _batch_shape_tensor(self):
        return self._split(self._distribution.batch_shape_tensor())[0]

    def _batch_shape(self):
        return self._split(self._distribution.batch_shape)[0]

    def _event_shape_tensor(self):
        moved = self._split(self._distribution.batch_shape_tensor())[1]
        return tf1.concat([moved, self._distribution.event_shape_tensor()], 0)

    def _event_shape(self):
        return self._split(self._distribution.batch_shape)[1].concatenate(self._distribution.event_shape)

    def _split(self, shape):
        rank = self._distribution.batch_shape.ndims - self._axes
        return shape[:rank], shape[rank:]

    def _sample_n(self, n, seed):
        return self._distribution.sample(sample_shape=n, seed=seed)

    def _log_prob(self, x):
        return self._summed(self._distribution.log_prob(x))

    def _entropy(self):
        return self._summed(self._distribution.entropy())

    def _summed(self, values):
        return tf1.reduce_sum(values, axis=list(range(-self._axes, 0))) if self._axes else values

    def _mean(self):
        return self._distribution.mean()

    def _variance(self):
        return self._distribution.variance()

    def _stddev(self):
        return self._distribution.stddev()

    def _mode(self):
        return self._distribution.mode()


@kullback_leibler.RegisterKL(Independent, Independent)
def _kl_of_independent(a: Independent, b: Independent, name: str | None = None) -> tf1.Tensor:
    if a.reinterpreted_batch_ndims != b.reinterpreted_batch_ndims:
        raise NotImplementedError('KL between Independents is for those with the same reinterpreted_batch_ndims only.')
    with tf1.name_scope(name or 'kl_independent'):
        return a._summed(kullback_leibler.kl_divergence(a.distribution, b.distribution))
