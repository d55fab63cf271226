"""The flags that the training scripts share, and the log folder that they name."""

from __future__ import annotations

import math
import pathlib
import time

from absl import flags

from tf1_ref import files

FLAGS = flags.FLAGS
# --help shows the flags of the script; these count as its own.
flags.disclaim_key_flags()
OPTIMIZERS = ('sgd', 'momentum', 'rmsprop', 'adam')
INPUTS = ('feed', 'callable', 'dataset', 'resident', 'inline')
DATASETS = ('auto', 'mnist', 'digits', 'fake')


def define_training_flags(learning_rate, batch_size, training_epochs, optimizer='sgd') -> None:
    """Defines the flags of every training script.

    Args:
        learning_rate: default of `--learning_rate`.
        batch_size: default of `--batch_size`; None where it depends on the data set.
        training_epochs: default of `--training_epochs`; None where it depends on the data set.
        optimizer: default of `--optimizer`; None where the script has its own.
    """
    define_learning_rate('learning_rate', learning_rate, 'Step size of the optimizer')
    of_data_set = '' if batch_size else ' Default: 128 for MNIST, 16 for the other data sets.'
    flags.DEFINE_integer('batch_size', batch_size, f'Examples per training step.{of_data_set}', lower_bound=1)
    of_data_set = '' if training_epochs else ' Default: 5 for MNIST, 40 for the other data sets.'
    flags.DEFINE_integer(
        'training_epochs', training_epochs, f'Passes over the training set.{of_data_set}', lower_bound=1
    )
    flags.DEFINE_integer('display_step', 1, 'Print the cost every so many epochs.', lower_bound=1)
    if optimizer:
        flags.DEFINE_enum('optimizer', optimizer, OPTIMIZERS, 'The optimizer behind train_op.')
    flags.DEFINE_integer(
        'keep', 4, 'How many checkpoints to keep; one older than an hour is among them, from 2 on.', lower_bound=1
    )
    flags.DEFINE_integer('checkpoint_steps', None, 'Save every so many steps, besides after each epoch.', lower_bound=1)
    flags.DEFINE_float('checkpoint_secs', None, 'Save every so many seconds, besides after each epoch.')
    flags.register_validator('checkpoint_secs', lambda secs: secs is None or _is_positive(secs), 'must be above 0')
    flags.DEFINE_bool(
        'check_numerics', False, 'Look at every operation, and name the first whose result is not finite. Slower.'
    )
    flags.DEFINE_enum(
        'input',
        'feed',
        INPUTS,
        'How a step gets its batch, with the same costs. feed: by feed_dict; callable: past Session.run; '
        'dataset: gathered ahead by tf.data; resident: from the training set in the session; '
        'inline: as resident, in one thread, which is fastest for small models.',
    )
    flags.DEFINE_integer(
        'towers', 1, 'Work on so many parts of a batch at once; costs differ by rounding.', lower_bound=1
    )
    define_run_flags()


def define_learning_rate(name, default, description) -> None:
    """Defines a flag for a finite number above 0."""
    flags.DEFINE_float(name, default, f'{description}, above 0.')
    flags.register_validator(name, _is_positive, 'must be a number above 0')


def define_run_flags(resumes: bool = True) -> None:
    """Defines `--seed` and `--log_dir`.

    Args:
        resumes: whether the script keeps checkpoints in the folder, and goes on from them.
    """
    kept = 'checkpoints, metrics' if resumes else 'metrics'
    resumed = 'The run in it is resumed. ' if resumes else ''
    flags.DEFINE_integer(
        'seed', 0, 'Graph seed: with it, initial weights and batch order repeat themselves.', lower_bound=0
    )
    flags.DEFINE_string(
        'log_dir',
        None,
        f'Folder for {kept}, event files and pictures. {resumed}Default: a new folder under runs/.',
        allow_override=True,  # absl.logging has a flag of this name, for log files that nobody asks for here
    )


def define_data_flags() -> None:
    """Defines `--dataset` and `--data_dir`."""
    flags.DEFINE_enum(
        'dataset',
        'auto',
        DATASETS,
        'mnist; digits: the embedded 1,797 handwritten digits; fake: a tiny made-up set; '
        'auto: mnist if it is found or can be downloaded, else digits.',
    )
    flags.DEFINE_string(
        'data_dir',
        None,
        'Folder of the MNIST files; they are downloaded to it if missing. Default: $DATA_DIR or ./data.',
    )


def open_log_dir(script, writes=True) -> pathlib.Path | None:
    """Makes the folder of `--log_dir`, by default a new one under `runs/`.

    Args:
        script: name of the script, such as 'train_cnn'.
        writes: whether this process writes anything.

    Returns:
        The folder; None if nothing is written.

    Raises:
        InputError: it cannot be made or written.
    """
    if not writes:
        return None
    return files.make_writable_folder(FLAGS.log_dir or f'runs/{script}-{time.strftime("%Y%m%d-%H%M%S")}', '--log_dir')


def saving() -> dict:
    """What the flags say of saving and checking, as arguments of `long_run`."""
    from tf1_ref.training.long_run import Saving

    kept = Saving(keep=FLAGS.keep, steps=FLAGS.checkpoint_steps, secs=FLAGS.checkpoint_secs)
    return {'saving': kept, 'check_numerics': FLAGS.check_numerics}


def plan(x, y, batch_size):
    """How the flags say that steps are made: a `tf1_ref.training.supply.towers.Plan`.

    Args:
        x: placeholder of the images.
        y: placeholder of the labels, or None.
        batch_size: examples per step.

    Raises:
        InputError: there are more towers than examples in a batch.
    """
    from tf1_ref.training.supply.towers import Plan

    return Plan(x, y, batch_size, FLAGS.input, FLAGS.towers)


def settings(*names, **resolved) -> dict:
    """What makes a run what it is, for `long_run` and `metrics.json`.

    Args:
        *names: flags of the script beyond the shared ones.
        **resolved: values that take the place of a flag's, such as a default that depends on the data set.

    Returns:
        Values by name.
    """
    shared = [name for name in ('optimizer', 'learning_rate', 'batch_size', 'seed') if name in FLAGS]
    return {**{name: getattr(FLAGS, name) for name in (*names, *shared)}, **resolved}


def _is_positive(number):
    return math.isfinite(number) and number > 0
