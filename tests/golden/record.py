"""Turns what a case has built into plain JSON values. Runs under Python 3.7, on TensorFlow 1.15 and here alike."""

from __future__ import annotations

import hashlib

import numpy as np

from tests.golden import cases
from tf1_ref.compat import tf

COST_STEPS = 100
CHECKPOINT_STEPS = (0, 50, 100)
FIRST_VALUES = 4


def structure(end_points, ops):
    """Variables, collections, ops and end points of the default graph.

    Args:
        end_points: tensors by name.
        ops: the operations to record, in the order of their creation.

    Returns:
        A dictionary of JSON values.
    """
    return {
        'variables': [_variable(variable) for variable in tf.global_variables()],
        'collections': _collections(),
        'end_points': {name: [t.name, t.op.type, _shape(t)] for name, t in end_points.items()},
        'ops': [_op(op) for op in ops],
    }


def initial_values(seeds, build):
    """The initial value of every variable, per graph seed: `{seed: {name: [sha256, first values]}}`."""
    found = {}
    for seed in seeds:
        start(seed)
        build()
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            values = sess.run({variable.op.name: variable for variable in tf.global_variables()})
        found[str(seed)] = {name: digest(value) for name, value in values.items()}
    return found


def start(seed):
    """A fresh default graph with this graph seed."""
    tf.reset_default_graph()
    tf.set_random_seed(seed)


def digest(value):
    """SHA-256 of an array's bytes, and its first values in full precision."""
    value = np.ascontiguousarray(value)
    return [hashlib.sha256(value.tobytes()).hexdigest(), [float(v) for v in value.ravel()[:FIRST_VALUES]]]


def layer(name, seeds):
    """Everything about one layer: per situation its structure, its initial values, and its outputs on a fixed input."""
    found = {}
    for situation in cases.SITUATIONS:

        def build(situation=situation):
            return cases.build_layer(name, situation)

        initial = initial_values(seeds, build)
        start(seeds[0])
        x, outputs = build()
        ops = tf.get_default_graph().get_operations()
        recorded = structure({str(i): output for i, output in enumerate(outputs)}, ops)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            values = sess.run(outputs, {x: cases.layer_input(name)})
        found[situation] = dict(recorded, initial=initial, outputs=[_sample(value) for value in values])
    return found


def model(name, seeds, read_data_sets, checkpoints=None):
    """Everything about one model: structure, initial values, and per optimizer its costs.

    Args:
        name: one of `cases.MODELS`.
        seeds: graph seeds; training uses the first.
        read_data_sets: a function without arguments, called when the graph is there.
        checkpoints: a dictionary that gets weights and gradients, or None.
    """
    build, batch_size, optimizers = cases.MODELS[name]
    found = {'initial': initial_values(seeds, lambda: build('sgd'))}
    for optimizer in optimizers:
        start(seeds[0])
        built = build(optimizer)
        ops = tf.get_default_graph().get_operations()
        forward = list(ops[: ops.index(built.cost.op) + 1])
        if optimizer == optimizers[0]:
            found.update(structure(built.end_points, forward))
        slots = [v.op.name for v in tf.global_variables()]
        run = train(built, batch_size, read_data_sets(), checkpoints=_section(checkpoints, optimizer))
        found.setdefault('optimizers', {})[optimizer] = dict(run, variables=slots)
    return found


def nudged_costs(name, optimizer, seed, read_data_sets, towards):
    """The costs of a run whose initial weights are moved by one unit in the last place."""
    build, batch_size, _ = cases.MODELS[name]
    start(seed)
    return train(build(optimizer), batch_size, read_data_sets(), nudge=towards)['costs']


def train(built, batch_size, data, nudge=None, checkpoints=None):
    """The first hundred costs, and the gradients of the first step by variable as `[norm, first values]`."""
    variables = tf.trainable_variables()
    gradients = tf.gradients(built.cost, variables)
    found = {'costs': []}
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        if nudge is not None:
            for variable in variables:
                variable.load(np.nextafter(sess.run(variable), np.float32(nudge)), sess)
        for step in range(COST_STEPS + 1):
            feed = built.feed(*data.train.next_batch(batch_size))
            if step == 0 or (checkpoints is not None and step in CHECKPOINT_STEPS):
                # BatchNorm's averages move when gradients are computed, so what is saved is from before.
                saved = sess.run({v.op.name: v for v in tf.global_variables()})
                cost, values = sess.run([built.cost, gradients], feed)
                for variable in tf.global_variables():
                    variable.load(saved[variable.op.name], sess)
                _keep(checkpoints, step, saved, cost, {v.op.name: g for v, g in zip(variables, values)})
            if step == 0:
                found['gradients'] = {
                    v.op.name: [float(np.linalg.norm(g)), [float(f) for f in g.ravel()[:FIRST_VALUES]]]
                    for v, g in zip(variables, values)
                }
            if step < COST_STEPS:
                found['costs'].append(float(sess.run([built.train_op, built.cost], feed)[1]))
    return found


def _section(checkpoints, optimizer):
    return None if checkpoints is None else checkpoints.setdefault(optimizer, {})


def _keep(checkpoints, step, variables, cost, gradients):
    if checkpoints is not None:
        checkpoints[step] = {'variables': variables, 'cost': cost, 'gradients': gradients}


def moving_averages(seed, steps=(1, 10, 1000)):
    """BatchNorm's averages after so many steps on random batches, with the deck's decay."""
    start(seed)
    x = tf.placeholder(tf.float32, [None, 3])
    from tf1_ref.layers.batch_norm import BatchNorm

    h = BatchNorm(x, tf.constant(True), name='bn1')
    batches, found = np.random.RandomState(seed), {}
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(1, max(steps) + 1):
            sess.run(h, {x: (batches.standard_normal([13, 3]) * [1, 2, 3] + [5, 7, 11]).astype(np.float32)})
            if step in steps:
                values = sess.run({v.op.name: v for v in tf.global_variables()})
                found[str(step)] = {name: np.ravel(value).tolist() for name, value in sorted(values.items())}
    return found


def means():
    """Mean over all axes but the last, as BatchNorm takes it, of fixed batches with 4, 8 and 16 channels."""
    start(0)
    outputs = {channels: tf.reduce_mean(tf.constant(_batch(channels)), [0, 1, 2]) for channels in (4, 8, 16)}
    with tf.Session() as sess:
        return {str(channels): sess.run(output).astype(float).tolist() for channels, output in outputs.items()}


def exact_mean(channels):
    """The same mean in double precision."""
    return _batch(channels).astype(np.float64).mean((0, 1, 2))


def _batch(channels):
    return np.random.RandomState(7).random_sample([128, 28, 28, channels]).astype(np.float32)


def degradation():
    """The super-resolution slide's resizing, of a fixed image: samples of the 7x7 and of the 28x28 image."""
    start(0)
    image = np.random.RandomState(5).random_sample([2, 28, 28, 1]).astype(np.float32)
    small = tf.image.resize_bicubic(tf.constant(image), [7, 7])
    large = tf.image.resize_nearest_neighbor(small, [28, 28])
    with tf.Session() as sess:
        return {name: _sample(value) for name, value in zip(['bicubic', 'nearest'], sess.run([small, large]))}


def _sample(value):
    """An array's shape, and some two hundred of its values, spread over it."""
    stride = max(1, value.size // 200)
    return {'shape': list(value.shape), 'stride': stride, 'values': value.ravel()[::stride].astype(float).tolist()}


def _variable(variable):
    collections = [
        key
        for key in tf.get_default_graph().get_all_collection_keys()
        if isinstance(key, str) and any(variable is other for other in tf.get_collection(key))
    ]
    trainable = any(variable is other for other in tf.trainable_variables())
    return [
        variable.op.name,
        variable.get_shape().as_list(),
        variable.dtype.base_dtype.name,
        'trainable' if trainable else 'not trainable',
        sorted(collections),
    ]


def _collections():
    keys = sorted(key for key in tf.get_default_graph().get_all_collection_keys() if isinstance(key, str))
    return {key: [getattr(item, 'name', type(item).__name__) for item in tf.get_collection(key)] for key in keys}


def _op(op):
    return {
        'name': op.name,
        'type': op.type,
        'inputs': [t.name for t in op.inputs],
        'control': sorted(other.name for other in op.control_inputs),
        'shapes': [_shape(t) for t in op.outputs],
        'attributes': {key: _attribute(op.node_def.attr[key]) for key in sorted(op.node_def.attr)},
    }


def _shape(tensor):
    return tensor.get_shape().as_list() if tensor.get_shape().ndims is not None else None


def _attribute(value):
    """One attribute as text that is the same on both TensorFlows."""
    kind = value.WhichOneof('value')
    if kind == 'tensor':
        array = tf.make_ndarray(value.tensor)
        shown = array.ravel().tolist() if array.size <= 8 else hashlib.sha256(array.tobytes()).hexdigest()
        return '%s %s %s' % (array.dtype, list(array.shape), shown)
    if kind == 'type':
        return tf.as_dtype(value.type).name
    if kind == 'shape':
        return 'unknown rank' if value.shape.unknown_rank else str([d.size for d in value.shape.dim])
    if kind == 'list':
        return ' '.join(str(value.list).split())
    if kind == 's':
        return value.s.decode('utf-8', 'replace')
    return str(getattr(value, kind)) if kind else ''
