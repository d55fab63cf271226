"""Each model with its placeholders, as a function without arguments: what the graph tools take as `module:function`.

  python -m tf1_ref snapshot tf1_ref.models.whole:cnn

Beyond the deck. Every function builds the forward graph in the default graph and returns the end points by name.
"""

from __future__ import annotations

from tf1_ref.compat import tf
from tf1_ref.models import batch_norm_cnn as _batch_norm_cnn
from tf1_ref.models import cnn as _cnn
from tf1_ref.models import mlp as _mlp
from tf1_ref.models import residual_srcnn as _residual_srcnn
from tf1_ref.models import resnet as _resnet
from tf1_ref.models import srcnn as _srcnn


def mlp():
    """The deck's multi-layer perceptron, see `tf1_ref.models.mlp`."""
    return _mlp.mlp(*_mlp.placeholders())


def cnn():
    """The deck's CNN, see `tf1_ref.models.cnn`."""
    return _cnn.cnn(*_cnn.placeholders())


def batch_norm_cnn():
    """The deck's CNN with BatchNorm, see `tf1_ref.models.batch_norm_cnn`."""
    return _batch_norm_cnn.batch_norm_cnn(*_cnn.placeholders(), _is_train())


def resnet():
    """The residual network of three blocks, see `tf1_ref.models.resnet`."""
    return _resnet.resnet(*_cnn.placeholders(), _is_train())


def srcnn():
    """The super-resolution network with its degraded input, see `tf1_ref.models.srcnn`."""
    H = _srcnn.placeholders()
    return _srcnn.srcnn(_srcnn.degrade(H), H)


def residual_srcnn():
    """The residual super-resolution network with its degraded input, see `tf1_ref.models.residual_srcnn`."""
    H = _srcnn.placeholders()
    return _residual_srcnn.residual_srcnn(_srcnn.degrade(H), H)


def _is_train():
    return tf.placeholder_with_default(True, [])
