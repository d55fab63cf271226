"""`tf.contrib.memory_stats`, on a CPU."""

from __future__ import annotations

PREFIX = 'tf.contrib.memory_stats.'


def _limit(tf):
    """The op, twice, its type and what it tells."""
    one, other = tf.contrib.memory_stats.BytesLimit(), tf.contrib.memory_stats.BytesLimit()
    return [one, other, one.op.type]


def _fails(name):
    """The op, twice, its type, and how running it ends."""

    def program(tf):
        with tf.Graph().as_default(), tf.Session() as sess:
            one, other = (getattr(tf.contrib.memory_stats, name)() for _ in range(2))
            told = [one.name, other.name, one.op.type, one.dtype.name, one.shape.as_list()]
            try:
                return told + sess.run([one])
            except tf.errors.InvalidArgumentError as error:
                return told + ['No OpKernel was registered to support Op' in str(error)]

    return program


PROGRAMS = {'BytesLimit': _limit, **{name: _fails(name) for name in ('BytesInUse', 'MaxBytesInUse')}}
