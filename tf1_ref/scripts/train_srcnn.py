"""Trains a super-resolution network on MNIST, from 7x7 back to 28x28 pixels, against up-sampling without a network.

Slides: 'SRCNN [Dong, 2014]' to 'Results'. --model=deck is the slides' network of three convolutions; --model=residual,
a deeper one beyond the deck, has --depth residual blocks of --channels channels. Training ends when the validation
error has not fallen for --patience epochs; the weights of the epoch with the lowest are kept. Writes under --log_dir:
metrics.json, history.json, checkpoints, TensorBoard events, and the pictures rows.png and curves.png.

--image=FILE applies the trained network to a picture of yours, PNG or JPEG, of any size, grey or colour: it is taken as
the low-resolution image and made four times as wide and as high. NAME-x4.png is the prediction, NAME-comparison.png has
nearest-neighbour, bicubic and prediction side by side. The network enlarges the luminance; colours and transparency are
bicubic. It knows handwritten digits: expect thin strokes to be drawn well, and photographs no better than by bicubic.
With the flags and --log_dir of a finished run nothing is trained again.

  python -m tf1_ref.scripts.train_srcnn --data_dir=data
  python -m tf1_ref.scripts.train_srcnn --model=residual --log_dir=runs/residual
  python -m tf1_ref.scripts.train_srcnn --model=residual --log_dir=runs/residual --image=digit.png
"""

from absl import flags

from tf1_ref.data import datasets, picture_files
from tf1_ref.scripts import cluster_flags, trained, training_flags
from tf1_ref.scripts.launch import launch, load_tensorflow

FLAGS = flags.FLAGS
MODELS = ('deck', 'residual')
BATCH_SIZE = {'mnist': 128}
SHOWN = 10  # images of the test set in rows.png


def main():
    if cluster_flags.serves():
        return
    process = cluster_flags.join()
    name = datasets.precheck(FLAGS.dataset, FLAGS.data_dir)
    if FLAGS.image:
        picture_files.check(FLAGS.image)
    log_dir = training_flags.open_log_dir('train_srcnn', process.saves)
    load_tensorflow()

    from tf1_ref.compat import tf
    from tf1_ref.models import srcnn
    from tf1_ref.scripts import results
    from tf1_ref.training.image_quality import ImageQuality, no_longer_falls
    from tf1_ref.training.optimizers import optimizer_of

    picture = picture_files.read(FLAGS.image) if FLAGS.image else None
    own = {name: getattr(FLAGS, name) for name in ('model', 'depth', 'channels')[: 1 if FLAGS.model == 'deck' else 3]}
    network, reach = trained.super_resolution(own)
    batch_size = FLAGS.batch_size or BATCH_SIZE.get(name, 16)
    tf.set_random_seed(FLAGS.seed)
    with process.devices():
        H = srcnn.placeholders()
        L = srcnn.degrade(H)
        end_points = network(L, H)
        plan = training_flags.plan(H, None, batch_size)
        cost = plan.cost(end_points['cost'], lambda H, _: network(srcnn.degrade(H), H)['cost'])
        train_op = process.minimize(optimizer_of(FLAGS.optimizer, FLAGS.learning_rate), cost)
        images = {'input': L, 'bicubic': srcnn.bicubic(L), 'prediction': end_points['pred']}
        quality = ImageQuality(H, images)
        enlarge = _enlarger(network, reach) if FLAGS.image else None

    data, _ = datasets.open_data_set(name, FLAGS.data_dir)
    settings = training_flags.settings(dataset=name, batch_size=batch_size, **own)
    shown = data.test.images[:SHOWN].reshape([-1, 28, 28, 1])

    def finish(sess):
        if FLAGS.image:
            results.write_enlarged(log_dir, FLAGS.image, enlarge(sess, picture), picture.shape)
        return quality(sess, data.test), quality(sess, data.validation), sess.run(images, feed_dict={H: shown})

    outcome = process.train(
        data,
        H,
        None,
        train_op,
        cost,
        training_epochs=FLAGS.training_epochs,
        batch_size=batch_size,
        image_shape=[28, 28, 1],
        display_step=FLAGS.display_step,
        log_dir=log_dir,
        settings=settings,
        **training_flags.saving(),
        **plan.options,
        measure=lambda sess: {'validation_error': quality.mean_squared_error(sess, data.validation, 'prediction')},
        finish=finish,
        stop=no_longer_falls('validation_error', FLAGS.patience),
        lowest='validation_error',
    )
    if outcome is None:  # the chief has the results
        return
    history, (test, validation, rows) = outcome
    measured = _measured(history, test)
    _print_table(test)
    print(
        f'{len(history.epochs)} epochs in {measured["training_minutes"]:.1f} minutes, '
        f'best on the validation set after epoch {measured["best_epoch"]}'
    )
    results.write_metrics(log_dir, 'train_srcnn', settings, measured)
    results.draw(
        lambda: _draw_rows(log_dir, {**rows, 'truth': shown}, test),
        lambda: _draw_curves(log_dir, history, measured['best_epoch'], validation),
    )
    results.say_what_was_written(log_dir)


def _measured(history, test):
    # An evaluator of a cluster measures the newest checkpoint: epochs that went by too quickly have no error.
    measured = [number for number, epoch in enumerate(history.epochs, 1) if 'validation_error' in epoch]
    return {
        'costs': history.column('cost'),
        'validation_errors': history.column('validation_error'),
        'best_epoch': min(measured, key=lambda number: history.epochs[number - 1]['validation_error']),
        'training_minutes': sum(history.column('seconds')) / 60,
        **{
            f'{name}_{measure}': getattr(found, measure)
            for name, found in test.items()
            for measure in ('mse', 'psnr', 'ssim')
        },
    }


def _print_table(test):
    names = {'input': 'nearest-neighbour', 'bicubic': 'bicubic', 'prediction': f'{FLAGS.model} network'}
    print(f'{"test set":20}{"MSE":>9}{"PSNR in dB":>12}{"SSIM":>8}')
    for name, found in test.items():
        print(f'{names[name]:20}{found.mse:9.5f}{found.psnr:12.2f}{found.ssim:8.4f}')


def _draw_rows(log_dir, rows, test):
    from tf1_ref.pictures.images import draw_super_resolution_rows

    captions = {name: f'{found.psnr:.1f} dB' for name, found in test.items()}
    draw_super_resolution_rows(log_dir / 'rows.png', {name: images[..., 0] for name, images in rows.items()}, captions)


def _draw_curves(log_dir, history, best_epoch, validation):
    from tf1_ref.pictures.image_quality import draw_error_and_psnr
    from tf1_ref.training.image_quality import psnr

    errors = history.curve('validation_error')
    baselines = {'nearest-neighbour': validation['input'].psnr, 'bicubic': validation['bicubic'].psnr}
    psnrs = [psnr(error) for error in errors]
    draw_error_and_psnr(log_dir / 'curves.png', history.curve('cost'), errors, psnrs, baselines, best_epoch)


def _enlarger(network, reach):
    from tf1_ref.training.enlargement import Enlarger

    return Enlarger(lambda L: network(L, L)['pred'], reach)  # without a truth: the cost is not asked for


def define_flags():
    training_flags.define_data_flags()
    training_flags.define_training_flags(learning_rate=0.002, batch_size=None, training_epochs=200, optimizer='adam')
    flags.DEFINE_enum('model', 'deck', MODELS, "The deck's three convolutions, or the residual network beyond it.")
    flags.DEFINE_integer('depth', 2, 'Residual blocks of --model=residual.', lower_bound=0)
    flags.DEFINE_integer('channels', 32, 'Channels of --model=residual.', lower_bound=1)
    flags.DEFINE_integer('patience', 5, 'Stop after so many epochs without a lower validation error.', lower_bound=1)
    flags.DEFINE_string('image', None, 'Picture of yours, PNG or JPEG, to which the trained network is applied.')


if __name__ == '__main__':
    define_flags()
    cluster_flags.define_cluster_flags()
    launch(main)
