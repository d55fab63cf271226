"""Predicts with a trained network: the class of pictures or points of yours, or pictures enlarged.

Takes the --log_dir of a finished run of train_cnn, practice, train_srcnn or train_mlp, in which nothing is changed.

  train_cnn, practice   pictures of one digit, PNG or JPEG: prints the class and the probability of every class. A
                        picture that is bright on average is inverted, since MNIST's digits are white on black; one of
                        another size than 28x28 pixels is cropped to the digit, scaled to 20x20 and centred.
  train_mlp             points X,Y instead of pictures; write -- before them if one begins with a minus sign.
  train_srcnn           pictures of any size: writes NAME-x4.png, four times as wide and high, and NAME-comparison.png,
                        which shows nearest-neighbour, bicubic and prediction side by side; see train_srcnn --help.

  python -m tf1_ref.scripts.predict --log_dir=runs/cnn seven.png
  python -m tf1_ref.scripts.predict --log_dir=runs/residual --output=large *.png
  python -m tf1_ref.scripts.predict --log_dir=runs/mlp -- 0.3,0.1 -0.5,0.2
"""

import math
import pathlib

from absl import flags

from tf1_ref import files
from tf1_ref.data import own_digits, picture_files
from tf1_ref.errors import InputError
from tf1_ref.scripts import trained
from tf1_ref.scripts.launch import launch, load_tensorflow
from tf1_ref.terminal import printable

FLAGS = flags.FLAGS


def main(given):
    run = trained.find(FLAGS.log_dir)
    what = 'points' if run.script == 'train_mlp' else 'pictures'
    if not given:
        raise InputError(f'no {what} are given; name them behind the flags')
    if run.script == 'train_mlp':
        return _classify(run, given, [_point(text) for text in given])
    for path in given:
        picture_files.check(path, 'picture')
    if run.script == 'train_srcnn':
        return _enlarge(run, given)
    load_tensorflow()
    pictures = [picture_files.read(path, 'picture') for path in given]
    return _classify(run, given, [own_digits.as_digit(*each) for each in zip(pictures, given, strict=True)])


def _point(text):
    try:
        x, y = map(float, text.split(','))
    except ValueError:
        x = y = math.nan
    if not math.isfinite(x + y):
        raise InputError(f'{text!r} is no point; give two numbers X,Y such as 0.3,-0.1')
    return x, y


def _classify(run, given, inputs):
    """Prints a line per input."""
    load_tensorflow()
    from tf1_ref.compat import tf

    network = trained.build(run)
    with tf.Session() as sess:
        trained.restore(run, sess)
        outputs = [network.outputs['class'], network.outputs['pred']]
        classes, probabilities = sess.run(outputs, feed_dict={network.input: inputs})
    names = [printable(name) for name in given]
    width = max(map(len, names))
    print(f'{"":{width}}  class', *(f'{number:6}' for number in range(probabilities.shape[1])))
    for name, number, row in zip(names, classes, probabilities, strict=True):
        print(f'{name:{width}}  {number:5}', *(f'{probability:.4f}' for probability in row))


def _enlarge(run, given):
    stems = [pathlib.Path(path).stem for path in given]
    twice = {stem for stem in stems if stems.count(stem) > 1}
    if twice:
        raise InputError(
            f'two pictures are called {min(twice)}; enlarge them one after the other, each to its --output'
        )
    folder = files.make_writable_folder(FLAGS.output or run.log_dir, '--output')
    load_tensorflow()
    from tf1_ref.compat import tf
    from tf1_ref.scripts import results
    from tf1_ref.training.enlargement import Enlarger

    pictures = [picture_files.read(path, 'picture') for path in given]
    trained.build(run)
    network, reach = trained.super_resolution(run.settings)
    enlarge = Enlarger(lambda L: network(L, L)['pred'], reach)
    with tf.Session() as sess:
        trained.restore(run, sess)
        for path, picture in zip(given, pictures, strict=True):
            written = results.write_enlarged(folder, path, enlarge(sess, picture), picture.shape)
            print('Written:', ', '.join(map(str, written)))


def define_flags():
    flags.DEFINE_string('log_dir', None, 'Folder of the finished run.', allow_override=True)
    flags.DEFINE_string('output', None, 'Folder for enlarged pictures. Default: the one of the run.')


if __name__ == '__main__':
    define_flags()
    launch(main, given=True)
