"""The deck's practice: a model for MNIST, on a CPU, in minutes. Slide: 'Practice: MNIST digit recognition'.

A pre-activation residual network with BatchNorm, Adam, a learning rate that warms up and then falls along a cosine, and
random shifts of the training images. Everything was chosen on the validation set; the test set is read once, at last.
Writes under --log_dir: metrics.json, history.json, checkpoints, TensorBoard events, and the pictures curves.png,
confusion.png and mistakes.png.

  python -m tf1_ref.scripts.practice --data_dir=data --seed=0
  python -m tf1_ref.scripts.practice --dataset=digits
"""

import warnings

from absl import flags

from tf1_ref.data import datasets
from tf1_ref.scripts import cluster_flags, training_flags
from tf1_ref.scripts.launch import launch, load_tensorflow

FLAGS = flags.FLAGS
BATCH_SIZE = {'mnist': 128}
MODEL_FLAGS = ('blocks', 'channels', 'stem_stride', 'decay', 'max_shift', 'warmup_epochs', 'training_epochs')


def main():
    if cluster_flags.serves():
        return
    process = cluster_flags.join()
    name = datasets.precheck(FLAGS.dataset, FLAGS.data_dir)
    log_dir = training_flags.open_log_dir('practice', process.saves)
    load_tensorflow()

    from tf1_ref.compat import tf
    from tf1_ref.compat.built.warning import SeedWarning
    from tf1_ref.models.cnn import placeholders
    from tf1_ref.models.resnet import resnet
    from tf1_ref.scripts import results
    from tf1_ref.training.augmentation import random_shifts
    from tf1_ref.training.evaluation import Evaluator, per_epoch
    from tf1_ref.training.schedules import warmup_cosine

    tf.set_random_seed(FLAGS.seed)
    data, _ = datasets.open_data_set(name, FLAGS.data_dir)
    batch_size = FLAGS.batch_size or BATCH_SIZE.get(name, 16)
    steps_per_epoch = process.steps_per_epoch(data.train.num_examples, batch_size)
    shifts_seed = FLAGS.seed + (process.place << 32)  # each worker shifts its images in its own way
    with process.devices(), warnings.catch_warnings():
        # The shifts are beyond TensorFlow 1, so these seeds are no genuine run's; nothing is compared with one.
        warnings.simplefilter('ignore', SeedWarning)
        x, y = placeholders()
        is_train = tf.placeholder(tf.bool, [])
        step = tf.train.get_or_create_global_step()

        def network(x, y):
            images = tf.cond(is_train, lambda: random_shifts(x, FLAGS.max_shift, shifts_seed, step), lambda: x)
            return resnet(images, y, is_train, FLAGS.blocks, FLAGS.channels, FLAGS.stem_stride, FLAGS.decay)

        end_points = network(x, y)
        plan = training_flags.plan(x, y, batch_size)
        cost = plan.cost(end_points['cost'], lambda x, y: network(x, y)['cost'])
        rate = warmup_cosine(
            step, FLAGS.learning_rate, FLAGS.warmup_epochs * steps_per_epoch, FLAGS.training_epochs * steps_per_epoch
        )
        train_op = process.minimize(tf.train.AdamOptimizer(rate), cost, global_step=step)
        evaluate = Evaluator(x, y, end_points['pred'], end_points['cost'], [28, 28, 1], {is_train: False})

    settings = training_flags.settings(*MODEL_FLAGS, dataset=name, optimizer='adam', batch_size=batch_size)
    outcome = process.train(
        data,
        x,
        y,
        train_op,
        cost,
        training_epochs=FLAGS.training_epochs,
        batch_size=batch_size,
        image_shape=[28, 28, 1],
        display_step=FLAGS.display_step,
        feed_dict={is_train: True},
        log_dir=log_dir,
        settings=settings,
        **training_flags.saving(),
        **plan.options,
        measure=per_epoch(evaluate, data),
        finish=lambda sess: (evaluate(sess, data.validation), evaluate(sess, data.test) if FLAGS.test else None),
    )
    if outcome is None:  # the chief has the results
        return
    history, (validation, test) = outcome
    minutes = sum(history.column('seconds')) / 60
    measured = {
        'costs': history.column('cost'),
        'validation_accuracy': validation.accuracy,
        'validation_cost': validation.cost,
        'training_minutes': minutes,
    }
    print('Validation accuracy:', round(validation.accuracy, 4))
    if test:
        measured['test_accuracy'] = test.accuracy
        print('Accuracy:', round(test.accuracy, 4))
    print(f'{FLAGS.training_epochs} epochs in {minutes:.1f} minutes')

    shown, data_set = (test, data.test) if test else (validation, data.validation)
    results.write_metrics(log_dir, 'practice', settings, measured)
    results.draw_classifier(log_dir, history, shown, data_set.images.reshape([-1, 28, 28]))
    results.say_what_was_written(log_dir)


def define_flags():
    training_flags.define_data_flags()
    training_flags.define_training_flags(learning_rate=0.003, batch_size=None, training_epochs=20, optimizer=None)
    flags.DEFINE_integer('blocks', 3, 'Depth: number of residual blocks.', lower_bound=3)
    flags.DEFINE_integer('channels', 32, 'Width: channels of the first stage.', lower_bound=1)
    flags.DEFINE_integer('stem_stride', 2, 'Stride of the first convolution.', lower_bound=1, upper_bound=4)
    flags.DEFINE_float('decay', 0.99, 'Decay of the moving averages.', lower_bound=0.0, upper_bound=0.9999)
    flags.DEFINE_integer('max_shift', 2, 'Largest random shift, in pixels.', lower_bound=0, upper_bound=14)
    flags.DEFINE_integer('warmup_epochs', 1, 'Epochs in which the learning rate rises.', lower_bound=0)
    flags.DEFINE_bool('test', True, 'Read the test set, once, at the end; a sweep never does.')


if __name__ == '__main__':
    define_flags()
    cluster_flags.define_cluster_flags()
    launch(main)
