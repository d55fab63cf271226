"""`tf.nn.rnn_cell`: the cells that TensorFlow 2 keeps in `tensorflow.python.ops.rnn_cell_impl`, but does not present.

They are 1.15's, and build 1.15's ops when the functions that they call do (`tf1_ref.compat.built.tables`). The cells of
tf_keras under the same names are no others, and cost the import of tf_keras.
"""

from tensorflow.python.ops import rnn_cell_impl

from tf1_ref.compat.names import pre_1_0, views

CELLS = (
    'BasicLSTMCell',
    'BasicRNNCell',
    'DeviceWrapper',
    'DropoutWrapper',
    'GRUCell',
    'LSTMCell',
    'LSTMStateTuple',
    'MultiRNNCell',
    'RNNCell',
    'ResidualWrapper',
)
OWN = views.View('tensorflow.nn.rnn_cell', {name: getattr(rnn_cell_impl, name) for name in CELLS})

__getattr__, __dir__ = pre_1_0.face('nn.rnn_cell', OWN, globals())
