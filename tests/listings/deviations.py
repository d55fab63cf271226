"""Where this project's functions differ from the slide that they transcribe: one syntax node an entry, and why.

`test_deviations.py` holds every function against its listing. A difference without an entry fails, and so does an entry
without a difference; the failure prints what to add or to take out. Prefer bringing the function back to the slide.
"""

from __future__ import annotations

import dataclasses

from tf1_ref.graphs.code.comparison import EXTRA, MISSING, REPLACED

CHECKED = "a wrong shape is refused by name before TensorFlow's own message"
HANDED_BACK = 'a function hands back what the slide leaves as a global'
END_POINT = 'the layer is among the named end points'
OPTIMIZER = 'the optimizer is a function of its own, so that one flag swaps it'
INITIALIZER = "an optional last argument admits He's initialization, which the slide names beside Xavier's"
ANY_CHANNELS = "the slide's 256 channels are as many as the input has"
ANY_DECAY = "the slide's 0.999 averages over about 1,000 steps; a short run needs less"
ANY_IMAGE = 'the loop knows no model: the shape of one image is an argument'


@dataclasses.dataclass(frozen=True)
class Deviation:
    """One node: where it stands on the slide (see `Difference.path`), what is there, what is in the module, and why."""

    path: str
    kind: str
    slide: str | None
    module: str | None
    cause: str


@dataclasses.dataclass(frozen=True)
class Held:
    """Functions (`FILE::FUNCTION` below tf1_ref/) that together transcribe the listings named, in this order."""

    listings: tuple[str, ...]
    functions: tuple[str, ...]
    deviations: tuple[Deviation, ...]


HELD = (
    Held(
        ('dense',),
        ('layers/dense.py::Dense',),
        (
            Deviation('body[0].args.parameters[3]', EXTRA, None, 'initializer=None', INITIALIZER),
            Deviation('body[0].body[0]', EXTRA, None, 'shape_checks.check_dense(x, W_shape, name)', CHECKED),
            Deviation(
                'body[0].body[0].body[0].value.keywords[0].value',
                REPLACED,
                'tf.contrib.layers.xavier_initializer(uniform=False)',
                'initializer or tf.contrib.layers.xavier_initializer(uniform=False)',
                INITIALIZER,
            ),
        ),
    ),
    Held(
        ('initializers',),
        ('layers/initializers.py::xavier', 'layers/initializers.py::he'),
        (
            Deviation('body[0]', REPLACED, '...', 'return ...', HANDED_BACK),
            Deviation('body[1]', REPLACED, '...', 'return ...', HANDED_BACK),
        ),
    ),
    Held(
        ('mlp',),
        ('models/mlp.py::placeholders', 'models/mlp.py::mlp', 'training/optimizers.py::sgd'),
        (
            Deviation('body[2]', EXTRA, None, 'return (x, y)', HANDED_BACK),
            Deviation('body[2].targets[1]', EXTRA, None, 'ih', END_POINT),
            Deviation('body[4].targets[1]', EXTRA, None, 'hh', END_POINT),
            Deviation(
                'body[9]',
                EXTRA,
                None,
                "return {'ih': ih, 'hh': hh, 'logit': logit, 'pred': pred, 'cost': cost}",
                HANDED_BACK,
            ),
            Deviation('body[9]', REPLACED, 'train_op = ...', 'return ...', OPTIMIZER),
        ),
    ),
    Held(
        ('conv2d',),
        ('layers/conv.py::Conv2D',),
        (
            Deviation('body[0].args.parameters[5]', EXTRA, None, 'initializer=None', INITIALIZER),
            Deviation(
                'body[0].body[0]', EXTRA, None, 'shape_checks.check_conv(x, W_shape, strides, padding, name)', CHECKED
            ),
            Deviation(
                'body[0].body[0].body[0].value.keywords[0].value',
                REPLACED,
                'tf.contrib.layers.xavier_initializer(uniform=False)',
                'initializer or tf.contrib.layers.xavier_initializer(uniform=False)',
                INITIALIZER,
            ),
        ),
    ),
    Held(
        ('strided_conv',),
        ('layers/pooling.py::strided_conv',),
        (
            Deviation('body[0]', REPLACED, '...', 'return ...', HANDED_BACK),
            Deviation(
                'body[0].value.args[1]', REPLACED, '[5, 5, 3, 6]', 'W_shape', "the slide's sizes are an argument"
            ),
            Deviation('body[0].value.args[4]', REPLACED, "'conv1'", 'name', "the slide's scope is an argument"),
        ),
    ),
    Held(
        ('cnn', 'cost'),
        ('models/cnn.py::placeholders', 'models/cnn.py::cnn', 'training/optimizers.py::sgd'),
        (
            Deviation('body[2]', EXTRA, None, 'return (x, y)', HANDED_BACK),
            Deviation('body[2].targets[1]', EXTRA, None, 'conv1', END_POINT),
            Deviation('body[4].targets[1]', EXTRA, None, 'pool1', END_POINT),
            Deviation('body[5].targets[1]', EXTRA, None, 'conv2', END_POINT),
            Deviation('body[7].targets[1]', EXTRA, None, 'pool2', END_POINT),
            Deviation(
                'body[12]',
                EXTRA,
                None,
                "return {'conv1': conv1, 'pool1': pool1, 'conv2': conv2, 'pool2': pool2, "
                "'logit': logit, 'pred': pred, 'cost': cost}",
                HANDED_BACK,
            ),
            Deviation('body[12]', REPLACED, 'train_op = ...', 'return ...', OPTIMIZER),
        ),
    ),
    Held(
        ('training_loop',),
        ('training/loop.py::training_loop',),
        (
            Deviation(
                'body[0].body[1].body[2].body[1].value.args[1].elts[1]', REPLACED, '28', '*image_shape', ANY_IMAGE
            ),
            Deviation('body[0].body[1].body[2].body[1].value.args[1].elts[2]', MISSING, '28', None, ANY_IMAGE),
            Deviation('body[0].body[1].body[2].body[1].value.args[1].elts[3]', MISSING, '1', None, ANY_IMAGE),
            Deviation(
                'body[0].body[2]', EXTRA, None, "print('Optimization Finished!')", "printed on the slide 'Result'"
            ),
            Deviation(
                'body[0].body[2]', EXTRA, None, 'return testing(sess)', "the slide 'Testing' goes on in this session"
            ),
        ),
    ),
    Held(
        ('optimizers',),
        ('training/optimizers.py::momentum', 'training/optimizers.py::rmsprop', 'training/optimizers.py::adam'),
        (
            Deviation('body[0]', REPLACED, '...', 'return ...', HANDED_BACK),
            Deviation('body[1]', REPLACED, '...', 'return ...', HANDED_BACK),
            Deviation('body[2]', REPLACED, '...', 'return ...', HANDED_BACK),
        ),
    ),
    Held(
        ('normalization',),
        ('data/preprocessing.py::normalize_per_set',),
        (
            Deviation('body[0]', EXTRA, None, "_check_examples('X_train', X_train)", CHECKED),
            Deviation(
                'body[0]', EXTRA, None, "_check_features('X_test', X_test, 'X_train', X_train.shape[1:])", CHECKED
            ),
            Deviation('body[0]', EXTRA, None, "_check_examples('X_test', X_test)", CHECKED),
            Deviation('body[2]', EXTRA, None, 'return (X_train, X_test)', HANDED_BACK),
        ),
    ),
    Held(
        ('batch_norm',),
        ('layers/batch_norm.py::BatchNorm',),
        (Deviation('body[0].body[0]', EXTRA, None, 'shape_checks.check_batch_norm(input, is_train, name)', CHECKED),),
    ),
    Held(
        ('residual_block',),
        ('layers/residual.py::residual_block',),
        (
            Deviation('body[0]', EXTRA, None, 'channels = x.get_shape().as_list()[-1]', ANY_CHANNELS),
            Deviation(
                'body[0].value', REPLACED, 'X', 'x', 'the slide takes the skip from `X`, a name it never defines'
            ),
            Deviation('body[1].value.keywords[1]', EXTRA, None, 'decay=decay', ANY_DECAY),
            Deviation('body[3].value.args[1].elts[2]', REPLACED, '256', 'channels', ANY_CHANNELS),
            Deviation('body[3].value.args[1].elts[3]', REPLACED, '256', 'channels', ANY_CHANNELS),
            Deviation('body[4].value.keywords[1]', EXTRA, None, 'decay=decay', ANY_DECAY),
            Deviation('body[6].value.args[1].elts[2]', REPLACED, '256', 'channels', ANY_CHANNELS),
            Deviation('body[6].value.args[1].elts[3]', REPLACED, '256', 'channels', ANY_CHANNELS),
            Deviation('body[8]', EXTRA, None, 'return x', HANDED_BACK),
        ),
    ),
    Held(
        ('srcnn',),
        (
            'models/srcnn.py::placeholders',
            'models/srcnn.py::degrade',
            'models/srcnn.py::srcnn',
            'training/optimizers.py::adam',
        ),
        (
            Deviation('body[1]', EXTRA, None, 'return H', HANDED_BACK),
            Deviation('body[3]', EXTRA, None, 'return L', HANDED_BACK),
            Deviation('body[3].targets[1]', EXTRA, None, 'conv1', END_POINT),
            Deviation('body[5].targets[1]', EXTRA, None, 'conv2', END_POINT),
            Deviation(
                'body[9]',
                EXTRA,
                None,
                "return {'conv1': conv1, 'conv2': conv2, 'pred': pred, 'cost': cost}",
                HANDED_BACK,
            ),
            Deviation('body[9]', REPLACED, 'train_op = ...', 'return ...', OPTIMIZER),
        ),
    ),
)

# Listings that no function transcribes, and why.
WITHOUT_FUNCTION = {
    'conv2d_usage': 'a usage of Conv2D; its worked shapes are tested in tests/layers/test_conv.py',
    'pooling': "a usage of TensorFlow's own function; the same line stands twice in the listing cnn",
    'data_loader': 'a usage of the loader; tests/data/test_input_data.py holds the loader against the genuine one',
    'testing': "reconstructed from the slide's text; test_programs.py holds its accuracy against the Evaluator's",
}
