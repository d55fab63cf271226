"""Trains the tiny transformer of `tiny_bert` and records it; runs on either TensorFlow, started by `drift`.

  python -m tests.benchmarks.drift_recorder OUT STEPS NUDGE [WEIGHTS | exact]
  python -m tests.benchmarks.drift_recorder OUT kernels [exact]

OUT gets, as arrays: `loss/STEP` and `weights/STEP/VARIABLE` of a training, the weights before the step. With NUDGE 1
the first weights are moved by one unit in the last place. With WEIGHTS, such a file, there is no training: each of its
steps is run from its weights, and `op/STEP/TENSOR` are the results of all ops in it; `inputs` are lines of an op's
first result, its type and what it reads. `kernels` runs single ops on given numbers. `exact`: as `run --exact` does it.
"""

from __future__ import annotations

import sys

import numpy as np


def record(tf, out, steps, nudged, weights=None):
    """Writes the arrays; `tf` is TensorFlow 1 as the model sees it."""
    from tests.benchmarks import tiny_bert

    placeholders, loss, train_op = tiny_bert.build()
    variables = tf.global_variables()
    holders = [tf.placeholder(one.dtype.base_dtype, one.shape) for one in variables]
    load = tf.group(*[tf.assign(one, holder) for one, holder in zip(variables, holders)])
    config = tf.ConfigProto(inter_op_parallelism_threads=1, intra_op_parallelism_threads=1)
    found = {}
    tensors = _results(tf) if weights else []
    with tf.Session(config=config) as session:
        session.run(tf.global_variables_initializer())
        if nudged:
            moved = [np.nextafter(one, np.inf, dtype=one.dtype) if one.dtype == np.float32 else one
                     for one in session.run(variables)]  # fmt: skip
            session.run(load, dict(zip(holders, moved)))
        for step, batch in enumerate(tiny_bert.batches(steps)):
            feed = dict(zip(placeholders, batch))
            if weights:
                values = [weights['weights/%d/%s' % (step, one.op.name)] for one in variables]
                session.run(load, dict(zip(holders, values)))
                results = session.run(tensors, feed)  # without the optimizer's assignments, which others would see
                found.update(('op/%d/%s' % (step, tensor.name), value) for tensor, value in zip(tensors, results))
                continue
            for one, value in zip(variables, session.run(variables)):
                found['weights/%d/%s' % (step, one.op.name)] = value
            found['loss/%d' % step] = session.run([train_op, loss], feed)[1]
    if weights:
        found['inputs'] = [' '.join([one.name, one.op.type] + [x.name for x in one.op.inputs]) for one in tensors]
    np.savez(out, **found)


def _results(tf):
    """All results in floating point, but for what the optimizer assigns: that is in the next step's weights."""
    skipped = {'VariableV2', 'Assign', 'Placeholder'}
    return [
        tensor
        for op in tf.get_default_graph().get_operations()
        if op.type not in skipped and '/Initializer/' not in op.name and not op.name.startswith('init')
        for tensor in op.outputs
        if tensor.dtype == tf.float32
    ]


def kernels(tf, out):
    """Writes the results of single ops on random numbers, always the same ones."""
    random = np.random.RandomState(3)
    x, y = (tf.placeholder(tf.float32, [64, 96]) for _ in range(2))
    image = tf.placeholder(tf.float32, [4, 16, 16, 8])
    filters = tf.placeholder(tf.float32, [3, 3, 8, 8])
    positive, eight = tf.abs(x) + 0.5, tf.ones([8])
    results = {
        'Sqrt': tf.sqrt(positive),
        'Rsqrt': tf.rsqrt(positive),
        'Exp': tf.exp(x),
        'Log': tf.log(positive),
        'Pow': tf.pow(positive, y),
        'RealDiv': x / y,
        'Tanh': tf.tanh(x),
        'Sigmoid': tf.sigmoid(x),
        'Erf': tf.erf(x),
        'Softplus': tf.nn.softplus(x),
        'Softmax': tf.nn.softmax(x),
        'LogSoftmax': tf.nn.log_softmax(x),
        'Cumsum of Softmax': tf.cumsum(tf.nn.softmax(x), axis=-1),
        'MatMul': tf.matmul(x, y, transpose_b=True),
        'BatchMatMulV2': tf.matmul(tf.reshape(x, [4, 16, 96]), tf.reshape(y, [4, 16, 96]), transpose_b=True),
        'Conv2D': tf.nn.conv2d(image, filters, [1, 1, 1, 1], 'SAME'),
        'Sum over rows': tf.reduce_sum(x, 0),
        'Sum over columns': tf.reduce_sum(x, 1),
        'Sum over 93 columns': tf.reduce_sum(x[:, :93], 1),
        'Sum of all': tf.reduce_sum(x),
        'Mean over rows': tf.reduce_mean(x, 0),
        'Mean over columns': tf.reduce_mean(x, 1),
        'BiasAddGrad': tf.gradients(tf.nn.bias_add(y, x[0]) * y, x)[0],
        'L2Loss': tf.nn.l2_loss(x),
        'FusedBatchNorm': tf.nn.fused_batch_norm(image, eight, eight)[0],
    }
    given = {one: random.standard_normal(one.shape.as_list()) for one in (x, y, image, filters)}
    with tf.Session(config=tf.ConfigProto(inter_op_parallelism_threads=1, intra_op_parallelism_threads=1)) as session:
        np.savez(out, **session.run(results, given))


def main():
    out, what = sys.argv[1], sys.argv[2]
    if sys.version_info < (3, 8):
        from tests.golden.genuine import put_genuine_tensorflow_in_place_of_the_door

        put_genuine_tensorflow_in_place_of_the_door()
    from tf1_ref.compat import tf

    further = sys.argv[3:] if what == 'kernels' else sys.argv[4:]
    if further == ['exact']:
        from tf1_ref.compat import sessions
        from tf1_ref.compat.built import exact

        exact.restore_order_of_addition()
        sessions.grappler(on=False)
        further = []
    if what == 'kernels':
        return kernels(tf, out)
    record(tf, out, int(what), sys.argv[3] == '1', np.load(further[0]) if further else None)


if __name__ == '__main__':
    main()
