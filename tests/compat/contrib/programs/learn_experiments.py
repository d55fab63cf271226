"""`tf.contrib.learn`: configurations, experiments, and what runs them."""

from __future__ import annotations

import json
import os
import tempfile
from unittest import mock

from tests.compat.contrib.programs import fixed

PREFIX = 'tf.contrib.learn.'


def _environment(told):
    """Within it TF_CONFIG says this."""
    return mock.patch.dict(os.environ, {'TF_CONFIG': json.dumps(told)} if told else {}, clear=False)


PROPERTIES = """
environment evaluation_master is_chief keep_checkpoint_every_n_hours keep_checkpoint_max log_step_count_steps master
model_dir num_ps_replicas num_worker_replicas save_checkpoints_secs save_checkpoints_steps save_summary_steps
session_creation_timeout_secs task_id task_type tf_random_seed train_distribute eval_distribute protocol device_fn
"""
CLUSTER = {'ps': ['a:1', 'b:2'], 'worker': ['c:3', 'd:4'], 'master': ['e:5']}


def _config(tf, told=None, **named):
    with _environment(told):
        config = tf.contrib.learn.RunConfig(**named)
        found = [[name, str(getattr(config, name))] for name in PROPERTIES.split()]
        jobs = sorted(config.cluster_spec.as_dict())
        sessions = config.tf_config
        threads = [sessions.inter_op_parallelism_threads, sessions.intra_op_parallelism_threads]
        memory = sessions.gpu_options.per_process_gpu_memory_fraction
        return found + [jobs, threads, sessions.log_device_placement, memory, config.get_task_id()]


def _uid(tf):
    config = tf.contrib.learn.RunConfig(model_dir='here', tf_random_seed=3)
    other = config.replace(tf_random_seed=4)
    moved = config.replace(model_dir='there')
    same = [config.uid() == other.uid(), config.uid() == moved.uid()]
    # protobuf has changed how it writes numbers
    return same + [config.uid(['tf_config']), config.uid(['model_dir', 'tf_config']), type(moved).__name__]


def _modes(tf):
    keys = tf.contrib.learn.ModeKeys
    return [keys.TRAIN, keys.EVAL, keys.INFER, keys.validate('infer')]


def _constants(tf, name):
    kind = getattr(tf.contrib.learn, name)
    return sorted([key, value] for key, value in vars(kind).items() if key.isupper())


def batches(tf):
    data = tf.data.Dataset.from_tensor_slices(({'x': fixed(12, 3)}, fixed(12, 2)))
    return data.repeat().batch(4).make_one_shot_iterator().get_next()


def few(tf):
    data = tf.data.Dataset.from_tensor_slices(({'x': fixed(12, 3)}, fixed(12, 2)))
    return data.batch(4).make_one_shot_iterator().get_next()


def core(tf, config=None, **named):
    """A `tf.estimator.Estimator`."""

    def model_fn(features, labels, mode, params):
        outputs = tf.layers.dense(features['x'], 2, name='fc')
        if mode == tf.contrib.learn.ModeKeys.INFER:
            return tf.estimator.EstimatorSpec(mode, predictions=outputs)
        loss = tf.losses.mean_squared_error(labels, outputs)
        train_op = tf.train.AdamOptimizer(0.1).minimize(loss, tf.train.get_global_step())
        metrics = {'error': tf.metrics.mean_absolute_error(labels, outputs)}
        return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=train_op, eval_metric_ops=metrics)

    return tf.estimator.Estimator(model_fn, config=config, params={}, **named)


def values(estimator):
    return [[name, estimator.get_variable_value(name)] for name in estimator.get_variable_names()]


def files(folder):
    """What is below a folder, but for events."""
    found = [os.path.relpath(os.path.join(path, name), folder) for path, _, names in os.walk(folder) for name in names]
    return sorted(name for name in found if 'events.out' not in name) + sorted(
        {os.path.dirname(name) for name in found if 'events.out' in name}
    )


def _experiment(tf, folder, run, config=None, **named):
    config = dict({'model_dir': folder, 'tf_random_seed': 7, 'save_checkpoints_steps': 2}, **(config or {}))
    config = tf.contrib.learn.RunConfig(**config)
    arguments = dict({'train_steps': 5, 'eval_steps': 2, 'check_interval_secs': None}, **named)
    experiment = tf.contrib.learn.Experiment(core(tf, config), lambda: batches(tf), lambda: few(tf), **arguments)
    found = run(experiment)
    return [str(found) if found is experiment.estimator else found, values(experiment.estimator), files(folder)]


def _experiments(run, **named):
    def program(tf):
        with tempfile.TemporaryDirectory() as folder:
            found = _experiment(tf, folder, run, **named)
            return found[1:] if isinstance(found[0], str) else found

    return program


def _exporting(tf):
    """Every strategy's own arguments, and where its export goes."""
    seen = []

    def plain(estimator, export_path):
        seen.append(['plain', os.path.basename(export_path).decode()])
        return 'plain'

    def whole(estimator, export_path, checkpoint_path, eval_result, strip_default_attrs):
        seen.append([checkpoint_path is None, sorted(eval_result), strip_default_attrs])
        return 'whole'

    strategies = [
        tf.contrib.learn.ExportStrategy('one', plain),
        tf.contrib.learn.ExportStrategy(name='two', export_fn=whole, strip_default_attrs=True),
    ]
    with tempfile.TemporaryDirectory() as folder:
        found = _experiment(tf, folder, lambda one: one.train_and_evaluate(), export_strategies=strategies)
        more = {'export_strategies': strategies[1], 'checkpoint_and_export': True, 'train_steps': 7}
        again = _experiment(tf, folder, lambda one: one.train_and_evaluate(), **more)
    return seen + found + again


def _runner(tf, wrong=None, **named):
    learn = tf.contrib.learn

    def experiment_fn(run_config, hparams):
        if wrong:
            run_config = run_config.replace(model_dir='elsewhere')
        estimator = core(tf, run_config)
        steps = hparams.steps if hparams else 3
        return learn.Experiment(estimator, lambda: batches(tf), lambda: few(tf), train_steps=steps)

    with tempfile.TemporaryDirectory() as folder:
        config = learn.RunConfig(model_dir=folder, tf_random_seed=7)
        return learn.learn_runner.run(experiment_fn, run_config=config, **named), files(folder)


def _runner_of_folder(tf, **named):
    learn = tf.contrib.learn

    def experiment_fn(output_dir):
        estimator = core(tf, tf.estimator.RunConfig(tf_random_seed=7), model_dir=output_dir)
        return learn.Experiment(estimator, lambda: batches(tf), lambda: few(tf), train_steps=3)

    with tempfile.TemporaryDirectory() as folder:
        found = learn.learn_runner.run(experiment_fn, folder, **named)
        return found, files(folder)


def _tune(tf):
    seen = []

    class Tuner:
        def next_trial(self):
            return len(seen) < 2

        def run_experiment(self, experiment_fn):
            hparams = tf.contrib.training.HParams(steps=2 + len(seen))
            with tempfile.TemporaryDirectory() as folder:
                config = tf.contrib.learn.RunConfig(model_dir=folder, tf_random_seed=7)
                seen.append(experiment_fn(config, hparams).train_and_evaluate()[0])

    def experiment_fn(run_config, hparams):
        estimator = core(tf, run_config)
        return tf.contrib.learn.Experiment(estimator, lambda: batches(tf), lambda: few(tf), train_steps=hparams.steps)

    tf.contrib.learn.learn_runner.tune(experiment_fn, Tuner())
    return seen


PROGRAMS = {
    'ModeKeys': _modes,
    'ModeKeys, refusing': lambda tf: tf.contrib.learn.ModeKeys.validate('predict'),
    'PredictionKey': lambda tf: _constants(tf, 'PredictionKey'),
    'ProblemType': lambda tf: _constants(tf, 'ProblemType'),
    'TaskType': lambda tf: _constants(tf, 'TaskType'),
    'NotFittedError': lambda tf: [one.__name__ for one in tf.contrib.learn.NotFittedError.__mro__],
    'NanLossDuringTrainingError': lambda tf: str(tf.contrib.learn.NanLossDuringTrainingError()),
    'Trainable': lambda tf: tf.contrib.learn.Trainable(),
    'Evaluable': lambda tf: tf.contrib.learn.Evaluable(),
    'RunConfig': _config,
    'RunConfig, everything': lambda tf: _config(
        tf, None, 'grpc://m', 3, True, 0.5, 7, 9, None, 11, 2, 3, 4, 'grpc', 'grpc://e', 'folder', None, 13
    ),
    'RunConfig, by steps': lambda tf: _config(tf, save_checkpoints_steps=5),
    'RunConfig, no checkpoints': lambda tf: _config(tf, save_checkpoints_secs=None),
    'RunConfig, of a worker': lambda tf: _config(tf, {'cluster': CLUSTER, 'task': {'type': 'worker', 'index': 1}}),
    'RunConfig, of a chief': lambda tf: _config(tf, {'cluster': CLUSTER, 'task': {'type': 'worker', 'index': 0}}),
    'RunConfig, of a master': lambda tf: _config(
        tf, {'cluster': CLUSTER, 'task': {'type': 'master'}, 'environment': 'cloud', 'model_dir': 'told'}
    ),
    'RunConfig, of one': lambda tf: _config(tf, {'cluster': {'worker': ['a:1']}, 'task': {'type': 'worker'}}),
    'RunConfig, of no such job': lambda tf: _config(tf, {'cluster': CLUSTER, 'task': {'type': 'evaluator'}}),
    'RunConfig, of no such task': lambda tf: _config(tf, {'cluster': CLUSTER, 'task': {'type': 'ps', 'index': 2}}),
    'RunConfig, of two folders': lambda tf: _config(tf, {'model_dir': 'told'}, model_dir='given'),
    'RunConfig, uid': _uid,
    'Experiment': _experiments(lambda one: one.train_and_evaluate()),
    'Experiment, train': _experiments(lambda one: one.train()),
    'Experiment, evaluate': _experiments(lambda one: [one.train().model_dir and None, one.evaluate(0, 'mine')]),
    'Experiment, local_run': _experiments(lambda one: one.local_run(), local_eval_frequency=3),
    'Experiment, only at the end': _experiments(lambda one: one.train_and_evaluate(), min_eval_frequency=0),
    'Experiment, test': _experiments(lambda one: one.test()),
    'Experiment, in turns': _experiments(lambda one: one.continuous_train_and_eval(), train_steps_per_iteration=2),
    'Experiment, in turns, until': _experiments(
        lambda one: one.continuous_train_and_eval(lambda found: not found or found['global_step'] < 2), train_steps=20
    ),
    'Experiment, continuous': _experiments(
        lambda one: [one.train() and None, one.continuous_eval(0, 0), one.continuous_eval_on_train_data(0, 0)]
    ),
    'Experiment, workers by steps': _experiments(lambda one: one.train(), delay_workers_by_global_step=True),
    'Experiment, no integer': _experiments(lambda one: one.train(), train_steps_per_iteration=2.5),
    'Experiment, metrics': _experiments(lambda one: one.train(), eval_metrics={}),
    'Experiment, a server': _experiments(lambda one: one.run_std_server()),
    'Experiment, of something else': lambda tf: tf.contrib.learn.Experiment(None, None, None),
    'ExportStrategy': _exporting,
    'learn_runner, run': _runner,
    'learn_runner, run, hparams': lambda tf: _runner(tf, hparams=tf.contrib.training.HParams(steps=2), schedule='test'),
    'learn_runner, run, another configuration': lambda tf: _runner(tf, wrong=True),
    'learn_runner, run, no such schedule': lambda tf: _runner(tf, schedule='trains'),
    'learn_runner, run, no method': lambda tf: _runner(tf, schedule='train_steps'),
    'learn_runner, run, of a folder': _runner_of_folder,
    'learn_runner, run, of a folder, hparams': lambda tf: _runner_of_folder(tf, hparams=tf.contrib.training.HParams()),
    'learn_runner, run, of nothing': lambda tf: tf.contrib.learn.learn_runner.run(len),
    'learn_runner, tune': _tune,
}
