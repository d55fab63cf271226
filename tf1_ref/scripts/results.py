"""What every script leaves in its log folder: `metrics.json`, the pictures, and a last line that names them."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import pathlib
import platform
import shlex
import sys
import time

import tf1_ref
from tf1_ref import files
from tf1_ref.compat.process import versions
from tf1_ref.errors import SetupError, missing_extra


def write_metrics(log_dir, script, settings, results, deck=None) -> None:
    """Writes `log_dir/metrics.json` and `log_dir/about.json`, which `tf1_ref.scripts.report` reads.

    Args:
        log_dir: the script's log folder.
        script: name of the script, such as 'train_cnn'.
        settings: the values that make the run what it is, by name.
        results: numbers and lists of numbers by name; those called `*_accuracy` are shares in `[0, 1]`.
        deck: the deck's numbers under the same names, where it prints any.
    """
    content = {
        'script': script,
        'settings': settings,
        'results': results,
        'deck': deck or {},
        'variables': _variables(),
    }
    files.write_json(pathlib.Path(log_dir) / 'metrics.json', content)
    write_about(log_dir, script)


def write_about(log_dir, script) -> None:
    """Writes `log_dir/about.json`: when, by which command and on which versions the results were written.

    It is a file of its own, so that the same run has the same `metrics.json` again.
    """
    found = {
        'tf1_ref': tf1_ref.__version__,
        'TensorFlow': versions.check_tensorflow_version(),
        'NumPy': importlib.metadata.version('numpy'),
        'Python': platform.python_version(),
    }
    content = {
        'date': time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime()),
        'command': shlex.join(['python', '-m', f'tf1_ref.scripts.{script}', *sys.argv[1:]]),
        'versions': found,
    }
    files.write_json(pathlib.Path(log_dir) / 'about.json', content)


def draw(*pictures) -> None:
    """Draws pictures; where matplotlib is missing, says so in one line and goes on.

    Args:
        *pictures: functions without arguments.
    """
    try:
        for picture in pictures:
            picture()
    except SetupError as error:
        print(f'No pictures: {error}')


def draw_classifier(log_dir, history, test, images=None, deck=None) -> None:
    """Draws what belongs to every classifier: curves and confusion matrix, and the worst mistakes where it sees images.

    Args:
        log_dir: the script's log folder.
        history: the run's `History`, with `cost` and `accuracy`.
        test: `Evaluation` of the test set.
        images: the test images `[n, height, width]`, or None.
        deck: the deck's `costs` and `test_accuracy`, to be drawn beside, or None.
    """
    from tf1_ref.pictures import confusion, training
    from tf1_ref.pictures import images as image_pictures

    log_dir, deck = pathlib.Path(log_dir), deck or {}
    draw(
        lambda: training.draw_cost_and_accuracy(
            log_dir / 'curves.png',
            {'cost': history.curve('cost'), 'accuracy': history.curve('training_accuracy')},
            {'cost': history.curve('validation_cost'), 'accuracy': history.curve('accuracy')},
            deck.get('costs'),
            deck.get('test_accuracy'),
        ),
        lambda: confusion.draw_confusion_matrix(log_dir / 'confusion.png', test.confusion()),
    )
    if images is not None:
        wrong = test.predictions != test.labels
        shown = images[wrong], test.labels[wrong], test.predictions[wrong], test.probabilities[wrong].max(axis=1)
        draw(lambda: image_pictures.draw_mistakes(log_dir / 'mistakes.png', *shown))


def write_enlarged(folder, path, bands, shape) -> list[pathlib.Path]:
    """Writes an enlarged picture, and beside each other nearest-neighbour, bicubic and prediction, as the bands come.

    Args:
        folder: where to.
        path: of the picture; `NAME-x4.png` and `NAME-comparison.png` are called after it.
        bands: what an `Enlarger` yields.
        shape: of the picture, `[height, width, channels]`.

    Returns:
        The two files.
    """
    import numpy as np

    from tf1_ref.data import picture_files

    height, width, channels = 4 * shape[0], 4 * shape[1], shape[2]
    written = [pathlib.Path(folder) / f'{pathlib.Path(path).stem}-{name}.png' for name in ('x4', 'comparison')]
    print(f'Enlarging {path} from {shape[1]}x{shape[0]} to {width}x{height} pixels', flush=True)
    with picture_files.written_png(written[0], height, width, channels) as write_prediction:
        with picture_files.written_png(written[1], height, 3 * width, channels) as write_comparison:
            for band in bands:
                write_prediction(band[-1])
                write_comparison(np.concatenate(band, axis=1))
    return written


def say_what_was_written(log_dir) -> None:
    """Hands the pictures to TensorBoard; prints how to start that, the log folder and the names of what is in it."""
    from tf1_ref.training.summaries import write_pictures

    write_pictures(log_dir, sorted(pathlib.Path(log_dir).glob('*.png')))
    say_how_to_start_tensorboard(log_dir)
    names = sorted(path.name for path in pathlib.Path(log_dir).iterdir())
    print(f'Written to {log_dir}: {", ".join(names)}')


def say_how_to_start_tensorboard(log_dir) -> None:
    """Prints the command, and how to install it where it is missing."""
    print(f'Curves: tensorboard --logdir={shlex.quote(str(log_dir))}')
    if importlib.util.find_spec('tensorboard') is None:
        print(f'No tensorboard: {missing_extra("tensorboard", "tensorboard")}')


def _variables():
    from tf1_ref.compat import tf

    trainable = set(tf.trainable_variables())
    return [
        {
            'name': variable.op.name,
            'shape': variable.get_shape().as_list(),
            'dtype': variable.dtype.base_dtype.name,
            'trainable': variable in trainable,
        }
        for variable in tf.global_variables()
    ]
