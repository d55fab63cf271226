"""Shows what preprocessing does to the speed of training. Slides: 'Do data preprocessing'.

Trains the same model from the same initial weights on pixels in [0, 1], with the mean image subtracted, with the mean
value subtracted (what mean RGB is to a grey image), and with normalized features. The statistics are those of the
training set; features that never vary become 0, where the deck's formula divides 0 by 0.
Writes under --log_dir: metrics.json, TensorBoard events per variant, and the picture costs.png.

  python -m tf1_ref.scripts.compare_preprocessing --data_dir=data
  python -m tf1_ref.scripts.compare_preprocessing --dataset=digits --model=two_layer
"""

from absl import flags

from tf1_ref.data import datasets
from tf1_ref.scripts import training_flags
from tf1_ref.scripts.launch import launch, load_tensorflow
from tf1_ref.training import run_folder

FLAGS = flags.FLAGS
MODELS = ('softmax', 'two_layer')


def main():
    name = datasets.precheck(FLAGS.dataset, FLAGS.data_dir)
    log_dir = training_flags.open_log_dir('compare_preprocessing')
    with run_folder.locked(log_dir):
        run_folder.sweep(log_dir)
        _compare(name, log_dir)


def _compare(name, log_dir):
    """Trains on the data set of that name, and writes what has come out."""
    load_tensorflow()

    from tf1_ref.pictures.training import draw_cost_curves
    from tf1_ref.scripts import results

    data, _ = datasets.open_data_set(name, FLAGS.data_dir)
    costs, measured = {}, {}
    for label, preprocess in _variants(data.train.images).items():
        key = label.replace(' ', '_')
        costs[label], accuracy = _train(data, preprocess, log_dir / key)
        measured[f'{key}_accuracy'] = accuracy
        measured[f'{key}_cost'] = float(costs[label][-FLAGS.steps // 10 :].mean())
        print(f'{label:22} cost {measured[f"{key}_cost"]:.4f}, accuracy {accuracy:.4f}')
    names = ('model', 'steps', 'batch_size', 'learning_rate', 'seed')
    settings = {'dataset': name, **{flag: getattr(FLAGS, flag) for flag in names}}
    results.write_metrics(log_dir, 'compare_preprocessing', settings, measured)
    title = f'What preprocessing does to training (learning rate {FLAGS.learning_rate})'
    results.draw(lambda: draw_cost_curves(log_dir / 'costs.png', costs, title, logarithmic=True))
    results.say_what_was_written(log_dir)


def _variants(train_images):
    """Functions of images `[n, 784]` in `[0, 1]`, by name."""
    from tf1_ref.data import preprocessing

    mean_image = preprocessing.mean_image(train_images)
    mean = train_images.mean()
    statistics = preprocessing.feature_statistics(train_images)
    return {
        'pixels 0 to 1': lambda images: images,
        'minus mean image': lambda images: preprocessing.subtract_mean_image(images, mean_image),
        'minus mean value': lambda images: images - mean,
        'normalized features': lambda images: preprocessing.normalize(images, statistics),
    }


def _train(data, preprocess, log_dir):
    """The cost of every step on preprocessed images, and the accuracy on the validation set."""
    import numpy as np

    from tf1_ref.compat import tf
    from tf1_ref.data.batches import Batches
    from tf1_ref.models import shallow
    from tf1_ref.training.evaluation import Evaluator
    from tf1_ref.training.optimizers import sgd
    from tf1_ref.training.steps import cost_of_each_step

    tf.reset_default_graph()
    tf.set_random_seed(FLAGS.seed)
    x, y = tf.placeholder(tf.float32, [None, 784]), tf.placeholder(tf.float32, [None, 10])
    build = {'softmax': shallow.softmax_regression, 'two_layer': shallow.two_layer}[FLAGS.model]
    end_points = build(x, y)
    train_op = sgd(end_points['cost'], FLAGS.learning_rate)
    evaluate = Evaluator(x, y, end_points['pred'], end_points['cost'], [784])
    order = np.random.RandomState(FLAGS.seed)
    train = Batches(preprocess(data.train.images), data.train.labels, order)
    validation = Batches(preprocess(data.validation.images), data.validation.labels, order)
    log_dir.mkdir(exist_ok=True)
    costs, numbers = cost_of_each_step(
        train,
        x,
        y,
        train_op,
        end_points['cost'],
        steps=FLAGS.steps,
        batch_size=FLAGS.batch_size,
        image_shape=[784],
        description='training',
        log_dir=log_dir,
        finish=lambda sess: {'accuracy': evaluate(sess, validation).accuracy},
    )
    return costs, numbers['accuracy']


def define_flags():
    training_flags.define_data_flags()
    training_flags.define_run_flags(resumes=False)
    flags.DEFINE_enum('model', 'softmax', MODELS, 'The linear model, on which it shows most, or two layers.')
    flags.DEFINE_integer('steps', 500, 'Training steps of each variant.', lower_bound=10)
    flags.DEFINE_integer('batch_size', 128, 'Examples per training step.', lower_bound=1)
    training_flags.define_learning_rate('learning_rate', 0.01, 'Step size of gradient descent')


if __name__ == '__main__':
    define_flags()
    launch(main)
