"""Checkpoints across versions: trained on the one TensorFlow, evaluated and trained on with the other.

  python -m tests.golden.exchange (genuine|here) (train|resume) FOLDER [STEPS]

Either TensorFlow can be either side. `train` writes a checkpoint and what came after it for every run; `resume`
restores it, optimizer slots included, and writes the same of its own: see `compare`. Before the checkpoint are STEPS
steps. Python 3.7 reads this file too.
"""

from __future__ import annotations

import json
import os
import sys

import numpy as np

# Model and optimizer of each run.
RUNS = [('cnn', 'momentum'), ('cnn', 'rmsprop'), ('cnn', 'adam'), ('resnet', 'adam'), ('srcnn', 'adam')]
FIXED_BOUNDS = {'srcnn, adam': 1e-4}  # of the costs after the checkpoint; the others' bounds are measured
SEED = 5
STEPS_BEFORE, STEPS_AFTER = 60, 10


def compare(trained, resumed) -> list[str]:
    """What differs between the runs of the two sides, `{run: ...}`; each as one line.

    Every restored variable has to be the saved one bit for bit, and the accuracy (of the super-resolution network: the
    PSNR) the same to the last digit printed. The costs of the steps that follow may be apart by 1e-4 for that network,
    elsewhere by five times what the first side itself moves when the saved weights are nudged by one unit in the last
    place.
    """
    found = []
    for run in sorted({*trained, *resumed}):
        one, other = trained[run], resumed[run]
        names = sorted({*one['digests'], *other['digests']})
        changed = [name for name in names if one['digests'].get(name) != other['digests'].get(name)]
        if changed:
            found.append(f'{run}: restored otherwise than saved: {changed}')
        if one['printed'] != other['printed']:
            found.append(f'{run}: {one["printed"]} became {other["printed"]}')
        far = np.max(np.abs(np.array(other['costs']) / np.array(one['costs']) - 1))
        bound = FIXED_BOUNDS[run] if run in FIXED_BOUNDS else 5 * max(one['moved'])
        if not far <= bound:
            found.append(f'{run}: costs {far:.1e} apart, more than {bound:.1e}')
    return found


def train(record, read_data_sets, folder, steps):
    """Trains every run, saves it, evaluates it, and trains on: as it is, and nudged."""
    found = {}
    for model, optimizer in RUNS:
        built, data, before, after = _prepare(record, model, optimizer, read_data_sets, steps)
        saver = record.tf.train.Saver()
        with record.tf.Session() as sess:
            sess.run(record.tf.global_variables_initializer())
            _steps(sess, built, before)
            path = saver.save(sess, _path(folder, model, optimizer), write_meta_graph=False)
            content = _evaluate_and_train(record, sess, built, data, after)
            content['moved'] = []
            for number in range(0 if f'{model}, {optimizer}' in FIXED_BOUNDS else record.NUDGES):
                saver.restore(sess, path)
                record.nudge(sess, number)
                content['moved'].append(record.farthest(content['costs'], _steps(sess, built, after)))
        found[f'{model}, {optimizer}'] = content
    return found


def resume(record, read_data_sets, folder, steps):
    """Restores every run that `train` has saved, evaluates it, and trains on."""
    found = {}
    for model, optimizer in RUNS:
        built, data, _, after = _prepare(record, model, optimizer, read_data_sets, steps)
        with record.tf.Session() as sess:
            record.tf.train.Saver().restore(sess, _path(folder, model, optimizer))
            found[f'{model}, {optimizer}'] = _evaluate_and_train(record, sess, built, data, after)
    return found


def _prepare(record, model, optimizer, read_data_sets, steps):
    """Builds a run; the graph, the data, and what is fed before and after the checkpoint."""
    case = record.cases.MODELS[model]
    record.start(SEED)
    built = case.build(optimizer)
    data = record.cases.read(case.data, read_data_sets)
    feeds = [built.feed(*data.train.next_batch(case.batch_size)) for _ in range(steps + STEPS_AFTER)]
    return built, data, feeds[:steps], feeds[steps:]


def _path(folder, model, optimizer):
    return os.path.join(folder, f'{model}-{optimizer}')


def _steps(sess, built, feeds):
    return [float(sess.run([built.train_op, built.cost], feed)[1]) for feed in feeds]


def _evaluate_and_train(record, sess, built, data, feeds):
    """What the variables hold, what a script would print of the test set, and the costs of the steps that follow."""
    values = sess.run({variable.op.name: variable for variable in record.tf.global_variables()})
    test = {**built.feed(data.test.images, data.test.labels), **built.inference}
    pred = sess.run(built.end_points['pred'], test)
    if pred.ndim == 2:
        printed = f'Accuracy: {np.mean(np.argmax(pred, 1) == np.argmax(data.test.labels, 1)):.4f}'
    else:
        error = np.mean((np.clip(pred, 0, 1) - data.test.images.reshape(pred.shape)) ** 2, dtype=np.float64)
        printed = f'PSNR: {-10 * np.log10(error):.2f}'
    digests = {name: record.digest(value)[0] for name, value in values.items()}
    return {'digests': digests, 'printed': printed, 'costs': _steps(sess, built, feeds)}


def main(side, what, folder, steps=STEPS_BEFORE):
    if side == 'genuine':
        from tests.golden import genuine

        genuine.put_genuine_tensorflow_in_place_of_the_door()
        from tensorflow.examples.tutorials.mnist import input_data
    else:
        from tf1_ref.data import input_data
    from tests.golden import record

    found = {'train': train, 'resume': resume}[what](record, input_data.read_data_sets, folder, int(steps))
    with open(os.path.join(folder, f'{side}.json'), 'w') as file:
        json.dump(found, file)


if __name__ == '__main__':
    main(*sys.argv[1:])
