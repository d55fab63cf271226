"""Mixtures of distributions: of several ones, and of the batch of a single one.

Source: tf.contrib.distributions of TensorFlow 1.15 (mixture.py, mixture_same_family.py, distribution_util.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import tensorflow.compat.v1 as tf1
from tensorflow.python.framework import tensor_util
from tensorflow.python.ops.distributions import categorical, util
from tensorflow.python.ops.distributions import distribution as base


class Mixture(base.Distribution):
    """A value of one of several distributions, of which one is chosen by lot.

    Args:
        cat: a `Categorical` that chooses, as many classes as there are components.
        components: distributions of one type, batch shape and event shape.
        validate_args: whether shapes are checked when the graph runs.
        allow_nan_stats: whether statistics may be undefined.
        use_static_graph: whether each component draws all values, of which one is taken; differentiable.
        name: of the scope of its ops.

    Raises:
        TypeError: cat or components are something else.
        ValueError: they do not fit, or there are none.
    """

    def __init__(
        self,
        cat: categorical.Categorical,
        components: Sequence[base.Distribution],
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        use_static_graph: bool = False,
        name: str = 'Mixture',
    ):
        parameters = dict(locals())
        event_shape, batch_shape = _common_shapes(cat, components)
        with tf1.name_scope(name, values=[cat.logits]) as name:
            size = tensor_util.constant_value(cat.event_size)
            if size is None:
                raise ValueError(
                    'Could not infer number of classes from cat and unable to compare this value to the number of '
                    'components passed in.'
                )
            if size != len(components):
                raise ValueError(f'cat.num_classes != len(components): {size} vs. {len(components)}')
            shape = cat.batch_shape_tensor()
            rank = tf1.size(shape)
            self._assertions = _same_batch(rank, shape, components) if validate_args else []
        self._cat, self._components, self._use_static_graph = cat, list(components), use_static_graph
        self._known_event_shape, self._known_batch_shape = event_shape, batch_shape
        super().__init__(
            dtype=components[0].dtype,
            reparameterization_type=base.NOT_REPARAMETERIZED,
            validate_args=validate_args,
            allow_nan_stats=allow_nan_stats,
            parameters=parameters,
            graph_parents=[one for part in (cat, *components) for one in part._graph_parents],
            name=name,
        )

    @property
    def cat(self) -> categorical.Categorical:
        """What chooses."""
        return self._cat

    @property
    def components(self) -> list[base.Distribution]:
        """What is chosen from."""
        return self._components

    @property
    def num_components(self) -> int:
        """How many components there are."""
        return len(self._components)

    def _batch_shape_tensor(self):
        return self._cat.batch_shape_tensor()

    def _batch_shape(self):
        return self._known_batch_shape

    def _event_shape_tensor(self):
        return self._components[0].event_shape_tensor()

    def _event_shape(self):
        return self._known_event_shape

    def _mean(self):
        with tf1.control_dependencies(self._assertions):
            means = [one.mean() for one in self._components]
            probs = self._for_events(self._shares(tf1.nn.softmax))
            return tf1.add_n([p * mean for p, mean in zip(probs, means, strict=True)])

    def _stddev(self):
        with tf1.control_dependencies(self._assertions):
            means = [one.mean() for one in self._components]
            deviations = [one.stddev() for one in self._components]
            probs = self._shares(tf1.nn.softmax)
            means, deviations = tf1.stack(means, axis=-1), tf1.stack(deviations, axis=-1)
            probs = tf1.stack(self._for_events(probs), axis=-1) * tf1.ones_like(means)
            flat = [tf1.reshape(one, [-1, self.num_components]) for one in (probs, means, deviations)]
            return tf1.reshape(_deviation(*flat), tf1.shape(probs)[:-1])

    def _log_prob(self, x):
        return self._logarithm(x, 'log_prob')

    def _log_cdf(self, x):
        return self._logarithm(x, 'log_cdf')

    def _logarithm(self, x, method):
        with tf1.control_dependencies(self._assertions):
            x = tf1.convert_to_tensor(x, name='x')
            each = [getattr(one, method)(x) for one in self._components]
            shares = self._shares(tf1.nn.log_softmax)
            return tf1.reduce_logsumexp(tf1.stack([share + one for share, one in zip(shares, each, strict=True)]), [0])

    def entropy_lower_bound(self, name: str = 'entropy_lower_bound') -> tf1.Tensor:
        """Computes a lower bound of the entropy: the mean of the components'.

        Args:
            name: of the scope of its ops.

        Returns:
            The bound, of the batch's shape.
        """
        with self._name_scope(name, values=[self._cat.logits]), tf1.control_dependencies(self._assertions):
            entropies = [one.entropy() for one in self._components]
            probs = self._shares(tf1.nn.softmax)
            return tf1.add_n([p * entropy for p, entropy in zip(probs, entropies, strict=True)])

    def _shares(self, softmax):
        return tf1.unstack(softmax(self._cat.logits), num=self.num_components, axis=-1)

    def _for_events(self, shares):
        for _ in range(self.event_shape.ndims):
            shares = [tf1.expand_dims(share, -1) for share in shares]
        return shares

    def _sample_n(self, n, seed=None):
        if self._use_static_graph:
            return self._of_all_drawn(n, seed)
        with tf1.control_dependencies(self._assertions):
            n = tf1.convert_to_tensor(n, name='n')
            known = tensor_util.constant_value(n)
            n = n if known is None else int(known)
            chosen = self._cat.sample(n, seed=seed)
            shape, size = _sizes(chosen.shape, lambda: tf1.shape(chosen), lambda _: tf1.size(chosen))
            _, batch_size = _sizes(self.batch_shape, self.batch_shape_tensor, tf1.reduce_prod)
            if self.event_shape.is_fully_defined():
                event_shape = np.array(self.event_shape.as_list(), dtype=np.int32)
            else:
                event_shape = self.event_shape_tensor()
            places = tf1.reshape(tf1.range(0, size), shape)
            places = tf1.dynamic_partition(places, chosen, self.num_components)
            in_batch = tf1.reshape(tf1.tile(tf1.range(0, batch_size), [n]), shape)
            in_batch = tf1.dynamic_partition(in_batch, chosen, self.num_components)
            drawn = []
            for number, component in enumerate(self._components):
                count = tf1.size(places[number])
                seed = util.gen_new_seed(seed, 'mixture')
                values = component.sample(count, seed=seed)
                rows = batch_size * tf1.range(count) + in_batch[number]
                values = tf1.reshape(values, tf1.concat([[count * batch_size], event_shape], 0))
                drawn.append(tf1.gather(values, rows, name='samples_class_c_gather'))
            found = tf1.dynamic_stitch(places, drawn)
            found = tf1.reshape(found, tf1.concat([shape, self.event_shape_tensor()], 0))
            found.set_shape(chosen.shape.concatenate(self.event_shape))
            return found

    def _of_all_drawn(self, n, seed):
        """Draws from each component for every place, and takes those of the chosen ones."""
        chosen, drawn = self._cat.sample(n, seed=seed), []
        for component in self._components:
            seed = util.gen_new_seed(seed, 'mixture')
            drawn.append(component.sample(n, seed=seed))
        axes = self._known_event_shape.ndims
        values = tf1.stack(drawn, -axes - 1)
        mask = _padded(_one_hot(chosen, self.num_components, values.dtype), self, self._cat, axes)
        return tf1.reduce_sum(values * mask, axis=-1 - axes)


class MixtureSameFamily(base.Distribution):
    """A value of one distribution out of the last axis of a batch of them, chosen by lot.

    Args:
        mixture_distribution: a `Categorical` that chooses.
        components_distribution: its batch ends with as many as there are classes.
        validate_args: unused.
        allow_nan_stats: whether statistics may be undefined.
        name: of the scope of its ops.

    Raises:
        ValueError: the two do not fit.
    """

    def __init__(
        self,
        mixture_distribution: categorical.Categorical,
        components_distribution: base.Distribution,
        validate_args: bool = False,
        allow_nan_stats: bool = True,
        name: str = 'MixtureSameFamily',
    ):
        parameters = dict(locals())
        with tf1.name_scope(name) as name:
            self._mixture, self._of = mixture_distribution, components_distribution
            shape = components_distribution.event_shape_tensor()
            size = tf1.dimension_value(shape.shape[0])
            self._event_axes = tf1.shape(shape)[0] if size is None else size
            _check_family(mixture_distribution, components_distribution)
            classes = tf1.dimension_value(mixture_distribution.logits.shape.with_rank_at_least(1)[-1])
            self._classes = tf1.shape(mixture_distribution.logits)[-1] if classes is None else classes
            super().__init__(
                dtype=components_distribution.dtype,
                reparameterization_type=base.NOT_REPARAMETERIZED,
                validate_args=validate_args,
                allow_nan_stats=allow_nan_stats,
                parameters=parameters,
                graph_parents=mixture_distribution._graph_parents + components_distribution._graph_parents,
                name=name,
            )

    @property
    def mixture_distribution(self) -> categorical.Categorical:
        """What chooses."""
        return self._mixture

    @property
    def components_distribution(self) -> base.Distribution:
        """What is chosen from."""
        return self._of

    def _batch_shape_tensor(self):
        return self._of.batch_shape_tensor()[:-1]

    def _batch_shape(self):
        return self._of.batch_shape.with_rank_at_least(1)[:-1]

    def _event_shape_tensor(self):
        return self._of.event_shape_tensor()

    def _event_shape(self):
        return self._of.event_shape

    def _sample_n(self, n, seed):
        values = self._of.sample(n)
        mask = _one_hot(self._mixture.sample(n), self._classes, values.dtype)
        return self._over_classes(values * self._padded(mask))

    def _log_prob(self, x):
        each = self._of.log_prob(self._with_class_axis(x))
        return tf1.reduce_logsumexp(each + tf1.nn.log_softmax(self._mixture.logits, axis=-1), axis=-1)

    def _log_cdf(self, x):
        each = self._of.log_cdf(self._with_class_axis(x))
        return tf1.reduce_logsumexp(each + tf1.nn.log_softmax(self._mixture.logits, axis=-1), axis=-1)

    def _mean(self):
        return self._over_classes(self._padded(self._mixture.probs) * self._of.mean())

    def _variance(self):
        probs = self._padded(self._mixture.probs)
        within = self._over_classes(probs * self._of.variance())
        between = tf1.squared_difference(self._of.mean(), self._with_class_axis(self._mean()))
        return within + self._over_classes(probs * between)

    def _covariance(self):
        if self.event_shape.ndims != 1:
            raise NotImplementedError('covariance is not implemented')
        probs = self._padded(self._padded(self._mixture.probs))
        within = tf1.reduce_sum(probs * self._of.covariance(), axis=-3)
        apart = self._of.mean() - self._with_class_axis(self._mean())
        between = apart[..., tf1.newaxis, :] * apart[..., tf1.newaxis]
        return within + tf1.reduce_sum(probs * between, axis=-3)

    def _padded(self, x):
        return _padded(x, self, self._mixture, self._event_shape().ndims)

    def _over_classes(self, x):
        return tf1.reduce_sum(x, axis=-1 - self._event_axes)

    def _with_class_axis(self, x):
        with tf1.name_scope('pad_sample_dims', values=[x]):
            rank = tf1.rank(x) if x.shape.ndims is None else x.shape.ndims
            shape, axis = tf1.shape(x), rank - self._event_axes
            return tf1.reshape(x, tf1.concat([shape[:axis], [1], shape[axis:]], axis=0))


def _common_shapes(cat, components):
    if not isinstance(cat, categorical.Categorical):
        raise TypeError(f'cat must be a Categorical distribution, but saw: {cat}')
    if not components:
        raise ValueError('components must be a non-empty list or tuple')
    if not isinstance(components, list | tuple):
        raise TypeError(f'components must be a list or tuple, but saw: {components}')
    if not all(isinstance(one, base.Distribution) for one in components):
        raise TypeError(f'all entries in components must be Distribution instances but saw: {components}')
    if len({one.dtype for one in components}) > 1:
        found = [(one.name, one.dtype) for one in components]
        raise TypeError(f'All components must have the same dtype, but saw dtypes: {found}')
    event_shape, batch_shape = components[0].event_shape, cat.batch_shape
    for one in components:
        event_shape, batch_shape = event_shape.merge_with(one.event_shape), batch_shape.merge_with(one.batch_shape)
    if event_shape.ndims is None:
        raise ValueError(
            'Expected to know rank(event_shape) from components, but none of the components provide a static number of '
            'ndims'
        )
    return event_shape, batch_shape


def _same_batch(rank, shape, components):
    shapes = [one.batch_shape_tensor() for one in components]
    ranks = [tf1.size(one) for one in shapes]
    message = 'components[%d] batch shape must match cat batch shape'
    checks = [tf1.assert_equal(rank, one, message=message % place) for place, one in enumerate(ranks)]
    return checks + [tf1.assert_equal(shape, one, message=message % place) for place, one in enumerate(shapes)]


def _sizes(known, shape, size):
    """A shape and the product of its sizes: numbers where they are known, else tensors of these functions."""
    if known.is_fully_defined():
        return known.as_list(), known.num_elements()
    found = shape()
    return found, size(found)


def _one_hot(indices, depth, dtype):
    one, zero = np.ones([], dtype.as_numpy_dtype), np.zeros([], dtype.as_numpy_dtype)
    return tf1.one_hot(indices=indices, depth=depth, on_value=one, off_value=zero)


def _padded(x, mixture, chooser, event_axes):
    """`[..., classes]` with axes of size 1 for a larger batch, before the classes, and for events, behind them."""
    with tf1.name_scope('pad_mix_dims', values=[x]):
        of_mixture, of_chooser = _batch_axes(mixture), _batch_axes(chooser)
        added = tf1.where_v2(chooser.is_scalar_batch(), of_mixture, of_mixture - of_chooser)
        shape = tf1.shape(x)
        wider = [
            shape[:-1],
            tf1.ones([added], dtype=tf1.int32),
            shape[-1:],
            tf1.ones([event_axes], dtype=tf1.int32),
        ]
        return tf1.reshape(x, tf1.concat(wider, axis=0))


def _batch_axes(distribution):
    known = distribution.batch_shape.ndims
    return tf1.shape(distribution.batch_shape_tensor())[0] if known is None else known


def _deviation(weights, means, deviations):
    """The standard deviations of mixtures, of three `[count, components]`."""
    weights = tf1.expand_dims(weights, axis=1)
    means, deviations = tf1.expand_dims(means, axis=2), tf1.expand_dims(deviations, axis=2)
    mean = tf1.reshape(tf1.matmul(weights, means), (-1,))
    of_variances = tf1.reshape(tf1.matmul(weights, tf1.square(deviations)), (-1,))
    of_squares = tf1.reshape(tf1.matmul(weights, tf1.square(means)), (-1,))
    return tf1.sqrt(of_variances + of_squares - tf1.square(mean))


def _check_family(chooser, components):
    if not chooser.dtype.is_integer:
        raise ValueError(f'`mixture_distribution.dtype` ({chooser.dtype.name}) is not over integers')
    if chooser.event_shape.ndims not in (None, 0):
        raise ValueError('`mixture_distribution` must have scalar `event_dim`s')
    of_chooser, batch = chooser.batch_shape, components.batch_shape.with_rank_at_least(1)
    of_components = batch[:-1]
    both_known = of_chooser.is_fully_defined() and of_components.is_fully_defined()
    if both_known and of_chooser.ndims != 0 and of_chooser != of_components:
        raise ValueError(
            f'`mixture_distribution.batch_shape` (`{of_chooser.as_list()}`) is not compatible with '
            f'`components_distribution.batch_shape` (`{of_components.as_list()}`)'
        )
    classes = tf1.dimension_value(chooser.logits.shape.with_rank_at_least(1)[-1])
    count = tf1.dimension_value(batch[-1])
    if None not in (classes, count) and classes != count:
        raise ValueError(
            f'`mixture_distribution components` ({classes}) does not equal `components_distribution.batch_shape[-1]` '
            f'({count})'
        )
