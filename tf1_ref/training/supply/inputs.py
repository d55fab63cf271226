"""Five ways in which training steps get their batches; the examples are the same, in the same order, in all of them.

- `Feed`, the slide's: `next_batch`, and a `feed_dict`.
- `Callable`: rows are gathered from arrays that have the placeholders' types already, and handed to a callable that the
  session has made, past what `Session.run` looks at in every step.
- `Resident`: the training set lies in the session, in variables that are no part of the model; a step is given the
  numbers of its rows.
- `Inline`: the same, and the session's ops run in the thread of the loop: for models whose steps are short.
- `Dataset`: as `Resident`, and `tf.data` gathers the next batch while a step runs; it is told the order of an epoch at
  its beginning.

What is shuffled is the order of the rows, by the data set's own random numbers and in the caller's thread.
"""

from __future__ import annotations

import numpy as np

from tf1_ref.compat import tf


class Feed:
    """Batches as the slide's loop feeds them.

    Attributes:
        copies: whether the model has to be built once more, on what `parts` returns.
        config: `ConfigProto` of the session; None for TensorFlow's own.
    """

    copies, config = False, None

    def __init__(self, x, y):
        """Adds nothing to the graph.

        Args:
            x: placeholder `[batch, *image_shape]`.
            y: placeholder of the labels, or None where the images are their own labels.
        """
        self._x, self._y = x, y

    def parts(self, sizes) -> list:
        """Adds the ops that deal a batch out.

        Args:
            sizes: how many examples each part gets; in all as many as a batch has.

        Returns:
            Per part its images and its labels, tensors; None for labels that there are not.
        """
        return _dealt_out(self._x, self._y, sizes)

    def open(self, sess, fetches, train, batch_size, image_shape, feed_dict) -> None:
        """Makes ready for the steps of a session.

        Args:
            sess: the session, whose variables have values.
            fetches: the training op, and two tensors or lists of them that a step returns.
            train: training set with `next_batch`.
            batch_size: examples per step.
            image_shape: shape of one example.
            feed_dict: what is fed besides.
        """
        self._sess, self._fetches, self._train = sess, fetches, train
        self._batch_size, self._image_shape, self._others = batch_size, list(image_shape), dict(feed_dict or {})

    def begin_epoch(self, steps) -> None:
        """Is told how many steps there are until the end of the epoch."""

    def draw(self) -> dict:
        """Draws the next batch; returns what is to be fed for it."""
        images, labels = self._train.next_batch(self._batch_size)
        feed = {self._x: np.reshape(images, [self._batch_size, *self._image_shape]), **self._others}
        return feed if self._y is None else {**feed, self._y: labels}

    def step(self) -> list:
        """Makes a step; returns what it has fetched."""
        return self._sess.run(self._fetches, feed_dict=self.draw())


class _Numbered(Feed):
    """The rows of arrays, by their numbers."""

    def open(self, sess, fetches, train, batch_size, image_shape, feed_dict):
        super().open(sess, fetches, train, batch_size, image_shape, feed_dict)
        self._numbers = train.numbered()
        images = np.asarray(train.images, self._x.dtype.as_numpy_dtype).reshape([-1, *self._image_shape])
        self._arrays = [images]
        if self._y is not None:
            self._arrays.append(np.asarray(train.labels, self._y.dtype.as_numpy_dtype))
        self._call = None

    def step(self):
        feed = self.draw()
        if self._call is None:
            self._call = _callable(self._sess, self._fetches, feed)
        return self._call(*feed.values())

    def _rows(self):
        return self._numbers.next_batch(self._batch_size)[0]


class Callable(_Numbered):
    """Rows gathered from arrays, for a callable of the session."""

    def draw(self):
        rows = self._rows()
        placeholders = [self._x] if self._y is None else [self._x, self._y]
        arrays = (array.take(rows, axis=0) for array in self._arrays)
        return {**dict(zip(placeholders, arrays, strict=True)), **self._others}


class Resident(_Numbered):
    """The training set in the session."""

    copies = True

    def parts(self, sizes):
        self._hold()
        self._given = tf.placeholder(tf.int32, [_static(sizes)], 'rows')
        rows = tf.split(self._given, sizes) if len(sizes) > 1 else [self._given]
        return [self._gathered(part) for part in rows]

    def open(self, sess, *arguments):
        super().open(sess, *arguments)
        for variable, array in zip(self._variables, self._arrays, strict=True):
            sess.run(variable.initializer, {self._initial[variable.name]: array})

    def draw(self):
        return {self._given: self._rows(), **self._others}

    def _hold(self):
        """Adds the variables that hold the training set, in no collection: nobody saves or initializes them."""
        self._variables, self._initial = [], {}
        for placeholder in [self._x] if self._y is None else [self._x, self._y]:
            initial = tf.placeholder(placeholder.dtype, placeholder.get_shape())
            variable = tf.Variable(
                initial, trainable=False, collections=[], validate_shape=False, use_resource=True, name='training_set'
            )
            self._variables.append(variable)
            self._initial[variable.name] = initial

    def _gathered(self, rows):
        images, *labels = (tf.gather(variable, rows) for variable in self._variables)
        return images, labels[0] if labels else None


class Inline(Resident):
    """The training set in the session, whose ops run one after another in the thread of the loop.

    Of a step that is over in a tenth of a millisecond, half of the time goes into handing ops over to other threads.
    """

    config = tf.ConfigProto(inter_op_parallelism_threads=-1)


class Dataset(Resident):
    """The training set in the session, and a pipeline that gathers ahead."""

    def parts(self, sizes):
        self._hold()
        self._given = tf.placeholder(tf.int32, [None, _static(sizes)], 'rows')
        batches = tf.data.Dataset.from_tensor_slices(self._given)
        if self._y is None:
            batches = batches.map(lambda rows: self._gathered(rows)[0])
        else:
            batches = batches.map(self._gathered)
        self._iterator = tf.data.make_initializable_iterator(batches.prefetch(2))
        found = self._iterator.get_next()
        return _dealt_out(*((found, None) if self._y is None else found), sizes)

    def begin_epoch(self, steps):
        self._sess.run(self._iterator.initializer, {self._given: [self._rows() for _ in range(steps)]})

    def draw(self):
        self._rows()
        return self._others

    def step(self):
        if self._call is None:
            self._call = _callable(self._sess, self._fetches, self._others)
        return self._call(*self._others.values())


INPUTS = {'feed': Feed, 'callable': Callable, 'dataset': Dataset, 'resident': Resident, 'inline': Inline}


def _static(sizes):
    """The batch size as the graph knows it: not at all in a whole batch, for what Grappler does depends on it."""
    return sum(sizes) if len(sizes) > 1 else None


def _dealt_out(images, labels, sizes):
    if len(sizes) == 1:
        return [(images, labels)]
    others = [None] * len(sizes) if labels is None else tf.split(labels, sizes)
    return [*zip(tf.split(images, sizes), others, strict=True)]


def _callable(sess, fetches, feed):
    """What runs a step when it is given the values of `feed`, in order: `Session.run` without its preparations."""
    train_op, *others = fetches
    types = [placeholder.dtype.as_numpy_dtype for placeholder in feed]
    options = tf.core.protobuf.config_pb2.CallableOptions(
        feed=[placeholder.name for placeholder in feed],
        fetch=[tensor.name for tensor in others],
        target=[getattr(train_op, 'op', train_op).name],
    )
    run = sess._make_callable_from_options(options)

    def call(*values):
        return [None, *run(*map(np.asarray, values, types))]

    return call
