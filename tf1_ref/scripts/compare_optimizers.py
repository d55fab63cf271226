"""Runs the deck's four optimizers from the same initial weights, and on two loss surfaces.

Slides: 'Use more efficient Optimizer'. Writes under --log_dir: metrics.json, TensorBoard events per optimizer, and
the pictures costs.png (the deck's CNN) and surfaces.png (a long valley and a saddle).

  python -m tf1_ref.scripts.compare_optimizers --data_dir=data
  python -m tf1_ref.scripts.compare_optimizers --dataset=digits --steps=500 --adam_learning_rate=0.01
"""

from absl import flags

from tf1_ref.data import datasets
from tf1_ref.scripts import training_flags
from tf1_ref.scripts.launch import launch, load_tensorflow
from tf1_ref.training import run_folder

FLAGS = flags.FLAGS
LABELS = {'sgd': 'SGD', 'momentum': 'SGD + momentum', 'rmsprop': 'RMSProp', 'adam': 'Adam'}
LEARNING_RATES = {'sgd': 0.1, 'momentum': 0.05, 'rmsprop': 0.002, 'adam': 0.003}


def main():
    name = datasets.precheck(FLAGS.dataset, FLAGS.data_dir)
    log_dir = training_flags.open_log_dir('compare_optimizers')
    with run_folder.locked(log_dir):
        run_folder.sweep(log_dir)
        _compare(name, log_dir)


def _compare(name, log_dir):
    """Trains on the data set of that name, and writes what has come out."""
    load_tensorflow()

    from tf1_ref.pictures.surfaces import draw_loss_surface_paths
    from tf1_ref.pictures.training import draw_cost_curves
    from tf1_ref.scripts import results

    rates = {optimizer: getattr(FLAGS, f'{optimizer}_learning_rate') for optimizer in LABELS}
    costs, accuracies = {}, {}
    for optimizer, rate in rates.items():
        costs[optimizer], accuracies[optimizer] = _train(optimizer, rate, name, log_dir / optimizer)
        last = costs[optimizer][-FLAGS.steps // 10 :].mean()
        print(f'{LABELS[optimizer]:14} learning rate {rate}: cost {last:.4f}, accuracy {accuracies[optimizer]:.4f}')
    settings = {'dataset': name, 'steps': FLAGS.steps, 'batch_size': FLAGS.batch_size, 'seed': FLAGS.seed, **rates}
    measured = {f'{optimizer}_accuracy': accuracy for optimizer, accuracy in accuracies.items()}
    measured.update({f'{optimizer}_cost': float(c[-FLAGS.steps // 10 :].mean()) for optimizer, c in costs.items()})
    results.write_metrics(log_dir, 'compare_optimizers', settings, measured)
    labelled = {LABELS[optimizer]: c for optimizer, c in costs.items()}
    results.draw(
        lambda: draw_cost_curves(
            log_dir / 'costs.png', labelled, 'Four optimizers from the same weights', logarithmic=True
        ),
        lambda: draw_loss_surface_paths(log_dir / 'surfaces.png', _surfaces()),
    )
    results.say_what_was_written(log_dir)


def _train(optimizer, rate, name, log_dir):
    """The cost of every step of the deck's CNN, and its accuracy on the validation set."""
    from tf1_ref.compat import tf
    from tf1_ref.models.cnn import cnn, placeholders
    from tf1_ref.training.evaluation import Evaluator
    from tf1_ref.training.optimizers import OPTIMIZERS
    from tf1_ref.training.steps import cost_of_each_step

    tf.reset_default_graph()
    tf.set_random_seed(FLAGS.seed)
    x, y = placeholders()
    end_points = cnn(x, y)
    train_op = OPTIMIZERS[optimizer](end_points['cost'], rate)
    evaluate = Evaluator(x, y, end_points['pred'], end_points['cost'], [28, 28, 1])
    data, _ = datasets.open_data_set(name, FLAGS.data_dir)
    log_dir.mkdir(exist_ok=True)
    costs, numbers = cost_of_each_step(
        data.train,
        x,
        y,
        train_op,
        end_points['cost'],
        steps=FLAGS.steps,
        batch_size=FLAGS.batch_size,
        image_shape=[28, 28, 1],
        description=LABELS[optimizer],
        log_dir=log_dir,
        finish=lambda sess: {'accuracy': evaluate(sess, data.validation).accuracy},
    )
    return costs, numbers['accuracy']


def _surfaces():
    """The two surfaces, and on each the path of every optimizer: what `draw_loss_surface_paths` takes."""
    valley_rates = {'sgd': 0.09, 'momentum': 0.02, 'rmsprop': 0.05, 'adam': 0.1}
    saddle_rates = {'sgd': 0.05, 'momentum': 0.02, 'rmsprop': 0.02, 'adam': 0.03}
    return {
        'Long valley': (_valley, (-5, 1), (-1.5, 1.5), _paths(_valley, (-4.5, 1.2), valley_rates, 80)),
        'Saddle': (_saddle, (-1.5, 1.5), (-1.5, 1.5), _paths(_saddle, (-1.2, 0.001), saddle_rates, 60)),
    }


def _valley(x, y):
    return x**2 / 10 + 10 * y**2


def _saddle(x, y):
    return x**2 - y**2


def _paths(loss, start, rates, steps):
    """The points that each optimizer visits on `loss`, `{label: [steps + 1, 2]}`."""
    import numpy as np

    from tf1_ref.compat import tf
    from tf1_ref.training.optimizers import OPTIMIZERS

    paths = {}
    for optimizer, rate in rates.items():
        with tf.Graph().as_default(), tf.Session() as sess:
            point = tf.get_variable('point', initializer=tf.constant(start, tf.float32))
            train_op = OPTIMIZERS[optimizer](loss(point[0], point[1]), rate)
            sess.run(tf.global_variables_initializer())
            points = [sess.run(point)]
            for _ in range(steps):
                sess.run(train_op)
                points.append(sess.run(point))
        paths[LABELS[optimizer]] = np.array(points)
    return paths


def define_flags():
    training_flags.define_data_flags()
    training_flags.define_run_flags(resumes=False)
    flags.DEFINE_integer('steps', 1000, 'Training steps of each optimizer.', lower_bound=10)
    flags.DEFINE_integer('batch_size', 128, 'Examples per training step.', lower_bound=1)
    for optimizer, rate in LEARNING_RATES.items():
        training_flags.define_learning_rate(f'{optimizer}_learning_rate', rate, f'Learning rate of {LABELS[optimizer]}')


if __name__ == '__main__':
    define_flags()
    launch(main)
