"""Programs for eager execution, which is there for good once it is on: they run in a process of their own.

python -m tests.compat.restored.eager.programs --out=FILE               with the door
python -m tests.compat.restored.eager.programs --out=FILE --genuine     with the genuine TensorFlow 1.15.5 (Python 3.7)
python -m tests.compat.restored.eager.programs                          writes `golden.json` by the genuine one
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import pathlib
import sys
import tempfile

GOLDEN = pathlib.Path(__file__).resolve().with_name('golden.json')


def raised(function, *args, **kwargs):
    """The type of what a call raises."""
    try:
        function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__
    return None


def plain(value):
    """Tensors and variables as numbers, in lists."""
    if hasattr(value, 'numpy'):
        return plain(value.numpy())
    if isinstance(value, dict):
        return {key: plain(one) for key, one in sorted(value.items())}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value.tolist() if hasattr(value, 'tolist') else value


def described(variables):
    return [[one.name, one.shape.as_list(), one.dtype.name, one.trainable] for one in variables]


def iterators(tf):
    tfe = tf.contrib.eager
    iterator = tfe.Iterator(tf.data.Dataset.range(5))
    yield 'three ways', [iterator.next(), next(iterator), iterator.get_next(), list(iterator)]
    yield 'at the end', [raised(iterator.next), raised(next, iterator), raised(iterator.get_next)]
    pairs = tf.data.Dataset.from_tensor_slices({'x': [[2.0, 3.0], [5.0, 7.0], [11.0, 13.0]], 'y': [1, 2, 3]}).batch(2)
    yield 'structures', list(tfe.Iterator(pairs))
    yield 'is its own iterator', iter(iterator) is iterator


def functions(tf):
    tfe = tf.contrib.eager
    v = tfe.Variable(3.0, name='v')
    square = tfe.defun(lambda x: x * x)
    with tf.GradientTape() as tape:
        y = square(v) * v
    yield 'its gradient', [y, tape.gradient(y, v)]

    @tfe.defun(input_signature=[tf.TensorSpec([None], tf.float32)])
    def summed(x):
        return tf.reduce_sum(x), tf.shape(x)[0]

    yield 'a signature', [summed([2.0, 3.0]), summed([5.0]), raised(summed, [[2.0]])]

    @tfe.defun
    def counted(x):
        v.assign_add(x)
        return tf.executing_eagerly()

    yield 'what it changes', [bool(counted(2.0)), v]

    @tfe.defun
    def halved(x):
        while x > 3.0:
            x = x / 2.0
        return x

    yield 'a loop on a tensor', [halved(tf.constant(40.0)), halved(tf.constant(2.0))]
    yield 'without a loop', raised(tfe.defun(halved.python_function, autograph=False), tf.constant(40.0))


def metrics(tf):
    of = tf.contrib.eager.metrics
    mean = of.Mean()
    yield 'Mean, nothing yet', [raised(mean.result), mean.variables]
    yield 'Mean', [mean([2.0, 3.0]), mean(7.0), mean.result(), mean.result().dtype.name, mean.value()()]
    yield 'Mean, weighted', [mean([11.0, 13.0], weights=[1.0, 0.5]), mean.result()]
    yield 'Mean, its variables', described(mean.variables)
    mean.init_variables()
    yield 'Mean, begun again', [mean.variables, mean(5), mean.result()]
    named = of.Mean('a mean: of all', dtype=tf.float32)
    named([2, 3, 8])
    yield 'Mean, named', [named.name, described(named.variables), named.result(), named.result().dtype.name]
    yield 'names', [mean.name, of.Mean().name, of.Mean('loss').name, of.Mean('loss').name, of.Accuracy().name]
    accuracy = of.Accuracy()
    yield 'Accuracy', [accuracy([1, 2, 3], [1, 2, 4]), accuracy.result()]
    yield 'Accuracy, weighted', [accuracy([1, 2], [1, 3], weights=[0.5, 2.0]), accuracy.result()]
    yield 'Accuracy, other shapes', raised(accuracy, [1, 2], [1])
    accuracy = of.CategoricalAccuracy()
    accuracy([[0, 1, 0], [1, 0, 0]], [[0.1, 0.7, 0.2], [0.2, 0.5, 0.3]])
    yield 'CategoricalAccuracy', [accuracy.result(), raised(accuracy, [[0, 1]], [0.5])]
    accuracy = of.BinaryAccuracy(threshold=0.5)
    accuracy([True, False, True, False], [0.7, 0.5, 0.3, 0.6])
    accuracy([[1, 0]], [[0.5, 0.1]])
    yield 'BinaryAccuracy', [accuracy.result(), accuracy.name, raised(accuracy, [True], [0.5, 0.5])]
    accuracy = of.SparseAccuracy(dtype=tf.float32)
    accuracy([1, 0, 2], [[0.1, 0.9, 0.0], [0.2, 0.5, 0.3], [0.0, 0.1, 0.9]])
    yield 'SparseAccuracy', [accuracy.result(), raised(accuracy, [1, 0], [[0.1, 0.9]])]
    others = [of.Mean(), of.Mean()]
    for number, one in enumerate(others):
        one([float(number), 3.0])
    mean.aggregate(others)
    yield 'aggregate', [mean.result(), mean.variables, raised(mean.aggregate, [accuracy])]

    class Largest(of.Metric):
        def build(self, *args, **kwargs):
            self.largest = self.add_variable('largest', (), tf.float32, tf.constant_initializer(-1.0))

        def call(self, values):
            self.largest.assign(tf.maximum(self.largest, tf.reduce_max(values)))
            return values

        def result(self):
            return self.largest

    largest = Largest()
    largest([2.0, 5.0])
    yield 'Metric', [largest.name, largest([3.0]), largest.result(), described(largest.variables)]
    yield 'Metric, too late', raised(largest.add_variable, 'other', ())
    yield 'Metric, abstract', [raised(getattr(of.Metric('base'), name)) for name in ('build', 'call', 'result')]


def _in_a_scope(tf, first, second, x):
    with tf.variable_scope('scope'):
        first(x)
    second(x)
    return [first.name, second.name, described(first.variables + second.variables)]


def _names(tf, Half, x):
    sequential = tf.contrib.eager.Sequential
    taken = [Half('taken'), Half('half_4')]
    yield 'a name twice', [one(x) for one in taken] + [raised(Half('taken'), x)]
    yield 'a name with a number', [(one(x), one.name)[1] for one in (Half(), Half())]
    network = sequential()
    parts = [Half(), Half(), Half('half_2'), Half()]
    for one in parts:
        network.add(one)
    yield 'names of parts', [one.name for one in parts]
    yield 'a name of two parts', [raised(network.add, Half('half_2')), len(sequential([taken[0], taken[0]]).layers)]
    with tf.variable_scope('outer'):
        made, called = Half(), Half('called')
        called(x)
    made(x)
    yield 'made in a scope', [made.name, called.name, described(made.variables), described(called.variables)]
    first, second = sequential([taken[0], Half()]), sequential([made])
    third = sequential([parts[0], second])
    yield 'called before', [first(x), [one.name for one in first.variables]]
    part = Half()
    both = sequential([part]), sequential([part])
    yield 'a part of two', [both[1](x), both[0](x), [one.name for one in both], [one.name for one in part.variables]]
    yield 'a part of a part', [second.name, raised(lambda: third.name), [one.name for one in third.layers]]


def networks(tf):
    tfe = tf.contrib.eager
    ones = tf.initializers.ones()
    dense = functools.partial(tf.layers.Dense, kernel_initializer=ones)
    network = tfe.Sequential([dense(3), tf.nn.relu, tf.layers.Dropout(0.5), dense(2, name='last')])
    x = tf.constant([[2.0, 3.0], [-5.0, 1.0]])
    yield 'Sequential', [network(x), network(x, training=False), described(network.variables), network.name]
    yield 'Sequential, in training', network(tf.zeros([2, 2]), training=True)
    network.add(lambda y: y * 2.0)
    yield 'Sequential, one more', [network(x), raised(network.add, 3), len(network.layers)]

    class Half(tfe.Network):
        def __init__(self, name=None):
            super().__init__(name=name)
            self.hidden = self.track_layer(dense(3, kernel_regularizer=lambda w: 0.5 * tf.reduce_sum(w)))
            self.frozen = self.track_layer(dense(1, trainable=False, name='frozen'))

        def call(self, inputs):
            return self.frozen(self.hidden(inputs))

    half, other, mine = Half(), Half(), Half('mine')
    yield 'Network', [mine(x), other(x), half(x), mine.name, other.name, half.name, raised(lambda: Half().name)]
    inside, nested = Half(), tfe.Sequential()
    nested.add(inside)
    nested.add(tfe.Sequential([dense(2)], name='end'))
    names = [raised(lambda: nested.name), inside.name]
    yield 'Network, nested', [names, nested(x), nested.name, inside.name, nested.get_layer('end').name]
    yield 'Network, all its variables', [one.name for one in nested.variables]
    yield 'Network, named in a scope', _in_a_scope(tf, tfe.Sequential([dense(1)]), tfe.Sequential([dense(1)]), x)
    yield from _names(tf, Half, x)
    yield (
        'Network, its variables',
        [
            [[one.shape.as_list(), one.dtype.name] for one in of]
            for of in (half.variables, half.trainable_variables, half.non_trainable_variables)
        ],
    )
    yield 'Network, its losses', half.losses
    yield (
        'Network, its layers',
        [
            half.get_layer(name='frozen') is half.frozen,
            half.get_layer(index=0) is half.hidden,
            [raised(half.get_layer, **which) for which in ({}, {'name': 'none'}, {'name': 'frozen', 'index': 0})],
        ],
    )
    yield (
        'Network, refusing',
        [
            raised(Half, 'a/b'),
            raised(half.track_layer, 3),
            raised(half.add_variable, 'v', []),
            raised(tfe.Network().call, x),
        ],
    )
    optimizer = tf.train.MomentumOptimizer(0.1, 0.9)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(half(x))
    gradients = tape.gradient(loss, half.trainable_variables)
    optimizer.apply_gradients(zip(gradients, half.trainable_variables))  # noqa: B905  (Python 3.7)
    yield 'Network, trained', [loss, half.trainable_variables, tfe.get_optimizer_variables(optimizer)]
    saver = tfe.Saver(half.variables)
    with tempfile.TemporaryDirectory() as folder:
        path = saver.save(os.path.join(folder, 'half'), global_step=7)
        before = plain(half.variables)
        for one in half.variables:
            one.assign(tf.zeros_like(one))
        saver.restore(path)
        files = sorted(os.listdir(folder))
    yield 'Saver', [os.path.basename(path), files, plain(half.variables) == before]
    yield 'Saver, no variables', raised(tfe.Saver, [])


FAMILIES = {'iterators': iterators, 'functions': functions, 'metrics': metrics, 'networks': networks}


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument('--out')
    parser.add_argument('--genuine', action='store_true')
    flags = parser.parse_args(arguments)
    if flags.out is None:
        from tests.golden import generate

        return generate.run_genuine('tests.compat.restored.eager.programs', f'--out={GOLDEN}', '--genuine')
    if flags.genuine:
        import tensorflow as tf
    else:
        from tf1_ref.compat import tf
    tf.enable_eager_execution()
    found = {f'{of}: {title}': plain(value) for of in FAMILIES for title, value in FAMILIES[of](tf)}
    with open(flags.out, 'w') as file:
        lines = (f' {json.dumps(title)}: {json.dumps(value)}' for title, value in found.items())
        file.write('{\n' + ',\n'.join(lines) + '\n}\n')
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
