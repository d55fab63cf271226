"""The deck's models as functions without arguments, for the graph tools; Python 3.7 reads this file too."""

from tf1_ref.compat import tf
from tf1_ref.models import batch_norm_cnn, cnn, mlp, residual_srcnn, resnet, shallow, srcnn
from tf1_ref.training import optimizers


def softmax():
    return shallow.softmax_regression(tf.placeholder(tf.float32, [None, 784]), tf.placeholder(tf.float32, [None, 10]))


def deck_mlp():
    return mlp.mlp(*mlp.placeholders())


def deck_cnn():
    return cnn.cnn(*cnn.placeholders())


def deck_batch_norm_cnn():
    return batch_norm_cnn.batch_norm_cnn(*cnn.placeholders(), is_train=tf.placeholder_with_default(True, []))


def deck_resnet():
    return resnet.resnet(*cnn.placeholders(), is_train=tf.placeholder_with_default(True, []), blocks=3, channels=4)


def deck_srcnn():
    H = srcnn.placeholders()
    return srcnn.srcnn(srcnn.degrade(H), H)


def deck_residual_srcnn():
    H = srcnn.placeholders()
    return residual_srcnn.residual_srcnn(srcnn.degrade(H), H)


def training_cnn():
    return {'train_op': optimizers.adam(deck_cnn()['cost'], 0.001)}


def training_batch_norm_cnn():
    return {'train_op': optimizers.momentum(deck_batch_norm_cnn()['cost'], 0.1)}


MODELS = [
    softmax,
    deck_mlp,
    deck_cnn,
    deck_batch_norm_cnn,
    deck_resnet,
    deck_srcnn,
    deck_residual_srcnn,
    training_cnn,
    training_batch_norm_cnn,
]
