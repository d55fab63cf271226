"""Turns what a case has built into plain JSON values. Runs under Python 3.7, on TensorFlow 1.15 and here alike."""

from __future__ import annotations

import hashlib

import numpy as np

from tests.golden import cases
from tf1_ref.compat import tf
from tf1_ref.layers.batch_norm import BatchNorm

COST_STEPS = 100
CHECKPOINT_STEPS = (0, 50, 100)
FIRST_VALUES = 4
NUDGES = 4


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
            found[str(seed)] = _digests(sess)
    return found


def _digests(sess):
    values = sess.run({variable.op.name: variable for variable in tf.global_variables()})
    return {name: digest(value) for name, value in values.items()}


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

        others = initial_values(seeds[1:], build)
        start(seeds[0])
        x, outputs = build()
        ops = tf.get_default_graph().get_operations()
        recorded = structure({str(i): output for i, output in enumerate(outputs)}, ops)
        with tf.Session() as sess:
            sess.run(tf.global_variables_initializer())
            initial = dict({str(seeds[0]): _digests(sess)}, **others)
            values = sess.run(outputs, {x: cases.layer_input(name)})
        found[situation] = dict(recorded, initial=initial, outputs=[_sample(value) for value in values])
    return found


def model(name, seeds, read_data_sets, optimizers=None, checkpoints=None, nudges=None):
    """Everything about one model: structure, initial values, and per optimizer its costs.

    Args:
        name: one of `cases.MODELS`.
        seeds: graph seeds; training uses the first.
        read_data_sets: TensorFlow 1's, or this project's.
        optimizers: the optimizers to train with, of the case's; all by default.
        checkpoints: a dictionary that gets weights and gradients, or None.
        nudges: a function of an optimizer: how often to measure how far the costs move when all initial weights are
            nudged, see `nudge`. None is never.
    """
    case = cases.MODELS[name]
    found = {'initial': initial_values(seeds, lambda: case.build(None))}
    for optimizer in [one for one in case.optimizers if optimizers is None or one in optimizers]:
        run, kept = found.setdefault('optimizers', {}).setdefault(optimizer, {}), _section(checkpoints, optimizer)
        start(seeds[0])
        built = case.build(optimizer)
        if 'ops' not in found:
            ops = tf.get_default_graph().get_operations()
            found.update(structure(built.end_points, ops[: ops.index(built.cost.op) + 1]))
        run['variables'] = [v.op.name for v in tf.global_variables()]
        run.update(train(built, case.batch_size, cases.read(case.data, read_data_sets), checkpoints=kept))
        if nudges is not None:
            run['moved_by_one_unit_in_the_last_place'] = [
                farthest(
                    run['costs'], _nudged_costs(built, case.batch_size, cases.read(case.data, read_data_sets), number)
                )
                for number in range(nudges(optimizer))
            ]
    return found


def farthest(costs, others):
    """The largest relative difference of two series of costs."""
    costs, others = np.array(costs), np.array(others)
    return float(np.max(np.abs(others - costs) / np.abs(costs)))


def _nudged_costs(built, batch_size, data, number):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        nudge(sess, number)
        return [_step(sess, built, built.feed(*data.train.next_batch(batch_size))) for _ in range(COST_STEPS)]


def _step(sess, built, feed):
    return float(sess.run([built.train_op, built.cost], feed)[1])


def train(built, batch_size, data, checkpoints=None):
    """The first hundred costs, and the gradients of the first step by variable as `[norm, first values]`."""
    variables = tf.trainable_variables()
    gradients = tf.gradients(built.cost, variables)
    found = {'costs': []}
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(COST_STEPS + 1):
            feed = built.feed(*data.train.next_batch(batch_size))
            if step == 0 or (checkpoints is not None and step in CHECKPOINT_STEPS):
                # BatchNorm's averages move when gradients are computed, so what is saved is from before.
                saved = sess.run({v.op.name: v for v in tf.global_variables()})
                cost, values = sess.run([built.cost, gradients], feed)
                load(sess, saved)
                _keep(checkpoints, step, saved, cost, {v.op.name: g for v, g in zip(variables, values)})
            if step == 0:
                found['gradients'] = {
                    v.op.name: [float(np.linalg.norm(g)), [float(f) for f in g.ravel()[:FIRST_VALUES]]]
                    for v, g in zip(variables, values)
                }
            if step < COST_STEPS:
                found['costs'].append(_step(sess, built, feed))
    return found


def load(sess, values):
    """Gives variables the values under their names, in one run: `Variable.load` plans one for each of them."""
    variables = [variable for variable in tf.global_variables() if variable.op.name in values]
    feed = {variable.initializer.inputs[1]: values[variable.op.name] for variable in variables}
    assert len(feed) == len(variables) == len(values), 'variables that share their initial value, or are not there'
    sess.run([variable.initializer for variable in variables], feed)


def nudge(sess, number):
    """Moves every trainable number by one unit in the last place: all up (0), all down (1), each somewhere (2, ...)."""
    random, nudged = np.random.RandomState(number), {}
    variables = tf.trainable_variables()
    for variable, value in zip(variables, sess.run(variables)):
        up = random.random_sample(value.shape) < (1, 0, 0.5)[min(number, 2)]
        nudged[variable.op.name] = np.nextafter(value, np.where(up, np.inf, -np.inf).astype(np.float32))
    load(sess, nudged)


def _section(checkpoints, optimizer):
    return None if checkpoints is None else checkpoints.setdefault(optimizer, {})


def _keep(checkpoints, step, variables, cost, gradients):
    if checkpoints is not None:
        checkpoints[step] = {'variables': variables, 'cost': cost, 'gradients': gradients}


def moving_averages(seed, steps=(1, 10, 1000)):
    """BatchNorm's averages after so many steps on random batches, with the deck's decay."""
    start(seed)
    x = tf.placeholder(tf.float32, [None, 3])
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


# Shapes and axes, as BatchNorm and the ResNet take means.
MEANS = {
    '4 channels': ([128, 28, 28, 4], [0, 1, 2]),
    '8 channels': ([128, 28, 28, 8], [0, 1, 2]),
    '16 channels': ([32, 28, 28, 16], [0, 1, 2]),
    '10 classes': ([128, 10], [0]),
    '64 channels each': ([2, 7, 7, 64], [1, 2]),
}


def means():
    """Means of fixed batches, `{what: values}`."""
    start(0)
    outputs = {what: tf.reduce_mean(tf.constant(batch_of(shape)), axes) for what, (shape, axes) in MEANS.items()}
    with tf.Session() as sess:
        return {what: value.astype(float).ravel().tolist() for what, value in sess.run(outputs).items()}


def batch_of(shape):
    """Fixed random numbers within 0 and 1."""
    return np.random.RandomState(7).random_sample(shape).astype(np.float32)


def resizing():
    """The super-resolution slide's resizing of a fixed image, and bicubic up-sampling of it."""
    start(0)
    image = np.random.RandomState(5).random_sample([2, 28, 28, 1]).astype(np.float32)
    with tf.Session() as sess:
        return {name: _sample(value) for name, value in sess.run(cases.build_resizing(tf.constant(image))).items()}


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
