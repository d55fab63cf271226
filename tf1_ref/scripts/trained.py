"""The networks that the training scripts have left in a --log_dir, for prediction."""

from __future__ import annotations

import dataclasses
import json
import pathlib
from collections.abc import Callable
from typing import Any

from tf1_ref import files
from tf1_ref.errors import InputError

SCRIPTS = ('train_mlp', 'train_cnn', 'practice', 'train_srcnn')
# Whole numbers that a network is made from, and their range.
NUMBERS = {'blocks': (3, 999), 'stem_stride': (1, 4), 'depth': (0, 999), 'channels': (1, 99999)}


@dataclasses.dataclass(frozen=True)
class Run:
    """A finished run.

    Attributes:
        log_dir: its folder.
        script: the name of the script that trained it.
        settings: what its flags were, by name.
    """

    log_dir: pathlib.Path
    script: str
    settings: dict


def find(log_dir: str | None) -> Run:
    """Reads what the run in `log_dir` was. Needs no TensorFlow.

    Raises:
        InputError: there is none, or of none of the scripts in `SCRIPTS`.
    """
    if not log_dir:
        raise InputError('--log_dir is missing; name the folder of a finished run')
    path = pathlib.Path(log_dir) / 'metrics.json'
    try:
        content = json.loads(files.read_bytes(path))
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, 'strerror', None) or 'damaged'
        raise InputError(
            f'--log_dir: {path} cannot be read ({reason}); name the folder of a finished run, or let the run finish'
        ) from error
    script = content.get('script') if isinstance(content, dict) else None
    if script not in SCRIPTS:
        raise InputError(f'--log_dir: {log_dir} holds no run of {", ".join(SCRIPTS)}; name the folder of one')
    settings = content.get('settings')
    if not isinstance(settings, dict):
        raise InputError(f'--log_dir: {path} has no settings; start the run again with its flags, and it is written')
    return Run(pathlib.Path(log_dir), script, settings)


@dataclasses.dataclass(frozen=True)
class Network:
    """The graph of a trained network.

    Attributes:
        input: placeholder: `points [batch, 2]`, `images [batch, 28, 28, 1]` in `[0, 1]`, or, for super-resolution,
            `low [batch, height, width, 1]`.
        outputs: `logit`, `pred` (`[batch, classes]`) and `class` (`[batch]`); for super-resolution `pred`
            `[batch, 4 * height, 4 * width, 1]`. Each is an operation of this name.
    """

    input: Any
    outputs: dict[str, Any]


def build(run: Run) -> Network:
    """Builds the network of a run for prediction, in the default graph, which has to be empty.

    Raises:
        InputError: the settings of the run cannot be those of a network.
    """
    from tf1_ref.compat import tf

    # Resource variables have the same names and values, and are what TensorFlow 2 knows when it loads a SavedModel.
    with tf.variable_scope(tf.get_variable_scope(), use_resource=True):
        if run.script == 'train_srcnn':
            low = tf.placeholder(tf.float32, [None, None, None, 1], name='low')
            L = tf.image.resize_nearest_neighbor(low, 4 * tf.shape(low)[1:3])
            network, _ = super_resolution(run.settings)
            return Network(low, {'pred': tf.identity(network(L, L)['pred'], name='pred')})
        x, end_points = _classifier(run)
        logit, pred = (tf.identity(end_points[name], name=name) for name in ('logit', 'pred'))
        return Network(x, {'logit': logit, 'pred': pred, 'class': tf.argmax(pred, 1, name='class')})


def super_resolution(settings: dict) -> tuple[Callable, int]:
    """The network of settings as a function of L and H, and how far its output looks in low-resolution pixels.

    Raises:
        InputError: they cannot be those of a network.
    """
    from tf1_ref.models import residual_srcnn, srcnn

    if _one_of(settings, 'model', ('deck', 'residual')) == 'deck':
        return srcnn.srcnn, 1
    size = {name: _number(settings, name) for name in ('depth', 'channels')}
    return lambda L, H: residual_srcnn.residual_srcnn(L, H, **size), residual_srcnn.reach(size['depth'])


def restore(run: Run, sess) -> str:
    """Restores the weights of the run into the session's graph: the best, where the run has kept them.

    Returns:
        Which ones they are.

    Raises:
        InputError: there is no checkpoint, or none is whole or of this network.
    """
    from tf1_ref.training.checkpoints import Checkpoints

    folder = 'best' if run.script == 'train_srcnn' else 'checkpoints'
    checkpoints = Checkpoints(run.log_dir, folder)
    found = checkpoints.newest()
    if found is None:
        raise InputError(f'--log_dir: {run.log_dir / folder} has no checkpoint; name the folder of a finished run')
    checkpoints.restore(sess, found[0])
    return f'{folder}/{found[0].name}'


def _classifier(run):
    from tf1_ref.compat import tf
    from tf1_ref.models import cnn, mlp, resnet, shallow

    width, classes = ([2], 4) if run.script == 'train_mlp' else ([28, 28, 1], 10)
    x = tf.placeholder(tf.float32, [None, *width], name='points' if run.script == 'train_mlp' else 'images')
    y = tf.zeros([1, classes])  # for the cost, which nobody asks for
    if run.script == 'train_cnn':
        return x, cnn.cnn(x, y)
    if run.script == 'train_mlp':
        builders = {'mlp': mlp.mlp, 'two_layer': shallow.two_layer, 'softmax': shallow.softmax_regression}
        return x, builders[_one_of(run.settings, 'model', builders)](x, y)
    size = [_number(run.settings, name) for name in ('blocks', 'channels', 'stem_stride')]
    return x, resnet.resnet(x, y, tf.constant(False), *size)


def _one_of(settings, name, known):
    found = settings.get(name)
    if not isinstance(found, str) or found not in known:
        raise InputError(f'the settings of the run have no {name} that is one of {", ".join(known)}')
    return found


def _number(settings, name):
    found, (lowest, highest) = settings.get(name), NUMBERS[name]
    if type(found) is not int or not lowest <= found <= highest:
        raise InputError(f'the settings of the run have no {name} from {lowest} to {highest}')
    return found
