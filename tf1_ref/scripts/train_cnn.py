"""Trains the deck's CNN on MNIST through the deck's Session loop, and tests it.

Slides: 'Example: Digit recognition' to 'Result'. The deck names no hyper-parameters; the defaults are those whose costs
bracket the deck's. Writes under --log_dir: metrics.json, history.json, checkpoints, TensorBoard events, and the
pictures curves.png, filters.png, activation_maps.png, confusion.png and mistakes.png.

  python -m tf1_ref.scripts.train_cnn --data_dir=data
  python -m tf1_ref.scripts.train_cnn --dataset=digits
  python -m tf1_ref.scripts.train_cnn --optimizer=adam --learning_rate=0.001
  python -m tf1_ref.scripts.local_cluster --workers=2 --ps=1 -- train_cnn --dataset=digits
"""

from absl import flags

from tf1_ref.data import datasets
from tf1_ref.scripts import cluster_flags, training_flags
from tf1_ref.scripts.launch import launch, load_tensorflow

FLAGS = flags.FLAGS
DECK_COSTS = (0.210149454, 0.088126932, 0.072253242, 0.061968127, 0.054706751)
DECK_ACCURACY = 0.9415
BATCH_SIZE = {'mnist': 128}
TRAINING_EPOCHS = {'mnist': 5}


def main():
    if cluster_flags.serves():
        return
    process = cluster_flags.join()
    name = datasets.precheck(FLAGS.dataset, FLAGS.data_dir)
    log_dir = training_flags.open_log_dir('train_cnn', process.saves)
    load_tensorflow()

    from tf1_ref.compat import tf
    from tf1_ref.models.cnn import cnn, placeholders
    from tf1_ref.pictures import images as image_pictures
    from tf1_ref.scripts import results
    from tf1_ref.training.evaluation import Evaluator, per_epoch
    from tf1_ref.training.optimizers import optimizer_of

    batch_size = FLAGS.batch_size or BATCH_SIZE.get(name, 16)
    tf.set_random_seed(FLAGS.seed)
    with process.devices():
        x, y = placeholders()
        end_points = cnn(x, y)
        plan = training_flags.plan(x, y, batch_size)
        cost = plan.cost(end_points['cost'], lambda x, y: cnn(x, y)['cost'])
        train_op = process.minimize(optimizer_of(FLAGS.optimizer, FLAGS.learning_rate), cost)
        evaluate = Evaluator(x, y, end_points['pred'], end_points['cost'], [28, 28, 1])

    data, _ = datasets.open_data_set(name, FLAGS.data_dir)
    settings = training_flags.settings(dataset=name, batch_size=batch_size)
    deck = {'costs': DECK_COSTS, 'test_accuracy': DECK_ACCURACY} if name == 'mnist' else None
    images = data.test.images.reshape([-1, 28, 28, 1])
    looked_at = [
        tf.trainable_variables()[0],
        {layer: end_points[layer] for layer in ('conv1', 'pool1', 'conv2', 'pool2')},
    ]
    outcome = process.train(
        data,
        x,
        y,
        train_op,
        cost,
        training_epochs=FLAGS.training_epochs or TRAINING_EPOCHS.get(name, 40),
        batch_size=batch_size,
        image_shape=[28, 28, 1],
        display_step=FLAGS.display_step,
        log_dir=log_dir,
        settings=settings,
        **training_flags.saving(),
        **plan.options,
        measure=per_epoch(evaluate, data),
        finish=lambda sess: (evaluate(sess, data.test), sess.run(looked_at, feed_dict={x: images[:1]})),
    )
    if outcome is None:  # the chief has the results
        return
    history, (test, (W, maps)) = outcome
    print('Accuracy:', round(test.accuracy, 4))

    measured = {'costs': history.column('cost'), 'test_accuracy': test.accuracy, 'test_cost': test.cost}
    results.write_metrics(log_dir, 'train_cnn', settings, measured, deck)
    results.draw_classifier(log_dir, history, test, images[..., 0], deck)
    results.draw(
        lambda: image_pictures.draw_filters(log_dir / 'filters.png', W),
        lambda: image_pictures.draw_activation_maps(
            log_dir / 'activation_maps.png', images[0, ..., 0], {layer: h[0] for layer, h in maps.items()}
        ),
    )
    results.say_what_was_written(log_dir)


def define_flags():
    training_flags.define_data_flags()
    training_flags.define_training_flags(learning_rate=0.1, batch_size=None, training_epochs=None)


if __name__ == '__main__':
    define_flags()
    cluster_flags.define_cluster_flags()
    launch(main)
