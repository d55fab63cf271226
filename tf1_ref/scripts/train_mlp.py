"""Trains the deck's MLP on 2-D points of four classes, and draws its decision regions.

Slides: 'Multi-Layer Perceptron' and 'Result: Non-linear decision boundary'. --model=softmax and --model=two_layer train
the networks that the deck starts from, on the same points. Writes under --log_dir: metrics.json, history.json,
checkpoints, TensorBoard events, and the pictures regions.png, curves.png, confusion.png and activations.png.

  python -m tf1_ref.scripts.train_mlp
  python -m tf1_ref.scripts.train_mlp --model=softmax
"""

from absl import flags

from tf1_ref.scripts import training_flags
from tf1_ref.scripts.launch import launch, load_tensorflow

FLAGS = flags.FLAGS
MODELS = ('mlp', 'two_layer', 'softmax')
GRID = 300  # points per side at which the decision regions are computed


def main():
    log_dir = training_flags.open_log_dir('train_mlp')
    load_tensorflow()

    from tf1_ref.compat import tf
    from tf1_ref.data import points
    from tf1_ref.models import mlp, shallow
    from tf1_ref.scripts import results
    from tf1_ref.training.evaluation import Evaluator, per_epoch
    from tf1_ref.training.long_run import long_run
    from tf1_ref.training.optimizers import OPTIMIZERS

    tf.set_random_seed(FLAGS.seed)
    data = points.read_data_sets(FLAGS.num_points, FLAGS.seed, FLAGS.noise)
    x, y = mlp.placeholders()
    build = dict(zip(MODELS, (mlp.mlp, shallow.two_layer, shallow.softmax_regression), strict=True))[FLAGS.model]
    end_points = build(x, y)
    plan = training_flags.plan(x, y, FLAGS.batch_size)
    cost = plan.cost(end_points['cost'], lambda x, y: build(x, y)['cost'])
    train_op = OPTIMIZERS[FLAGS.optimizer](cost, FLAGS.learning_rate)
    evaluate = Evaluator(x, y, end_points['pred'], end_points['cost'], [2])
    settings = training_flags.settings('model', 'num_points', 'noise')
    grid_x, grid_y, grid = _grid(data.test.images)
    history, (test, grid_pred) = long_run(
        data,
        x,
        y,
        train_op,
        cost,
        training_epochs=FLAGS.training_epochs,
        batch_size=FLAGS.batch_size,
        image_shape=[2],
        display_step=FLAGS.display_step,
        log_dir=log_dir,
        settings=settings,
        **training_flags.saving(),
        **plan.options,
        measure=per_epoch(evaluate, data),
        finish=lambda sess: (evaluate(sess, data.test), sess.run(end_points['pred'], feed_dict={x: grid})),
    )
    print('Accuracy:', round(test.accuracy, 4))

    measured = {'costs': history.column('cost'), 'test_accuracy': test.accuracy, 'test_cost': test.cost}
    results.write_metrics(log_dir, 'train_mlp', settings, measured)
    results.draw_classifier(log_dir, history, test)
    results.draw(
        lambda: _draw_regions(log_dir, data.test, grid_x, grid_y, grid_pred),
        lambda: _draw_activations(log_dir),
    )
    results.say_what_was_written(log_dir)


def _grid(points):
    """Coordinates `[GRID]` of both axes around `points [n, 2]`, and all pairs of them `[GRID * GRID, 2]`."""
    import numpy as np

    grid_x, grid_y = (
        np.linspace(low - 0.1, high + 0.1, GRID) for low, high in zip(points.min(0), points.max(0), strict=True)
    )
    return grid_x, grid_y, np.stack(np.meshgrid(grid_x, grid_y), axis=-1).reshape([-1, 2])


def _draw_regions(log_dir, data_set, grid_x, grid_y, grid_pred):
    from tf1_ref.pictures.regions import draw_decision_regions

    classes = grid_pred.argmax(1).reshape([GRID, GRID])
    draw_decision_regions(log_dir / 'regions.png', data_set.images, data_set.labels.argmax(1), grid_x, grid_y, classes)


def _draw_activations(log_dir):
    """The curves of the slides' activation functions; maxout's as the larger of two straight lines."""
    import numpy as np

    from tf1_ref.compat import tf
    from tf1_ref.layers import activations
    from tf1_ref.pictures.activations import draw_activation_curves

    x = np.linspace(-5, 5, 501).astype(np.float32)
    with tf.Graph().as_default(), tf.Session() as sess:
        functions = ('sigmoid', 'tanh', 'relu', 'leaky_relu', 'elu')
        curves = {name: (x, sess.run(getattr(activations, name)(tf.constant(x)))) for name in functions}
        maxout = activations.maxout(tf.constant(x[:, None]), [1, 1], 'maxout')
        lines = zip(tf.global_variables(), ([[-0.5]], [-1], [[1]], [0.5]), strict=True)
        sess.run([tf.assign(variable, value) for variable, value in lines])
        curves['maxout'] = (x, sess.run(maxout)[:, 0])
    draw_activation_curves(log_dir / 'activations.png', curves)


def define_flags():
    training_flags.define_training_flags(learning_rate=0.1, batch_size=50, training_epochs=100)
    flags.DEFINE_enum('model', 'mlp', MODELS, 'Three layers as in the deck, two, or the linear function alone.')
    flags.DEFINE_integer('num_points', 2000, 'Number of training points.', lower_bound=4)
    flags.DEFINE_float('noise', 0.05, 'Standard deviation of the points around their arm.', lower_bound=0.0)


if __name__ == '__main__':
    define_flags()
    launch(main)
