"""`tf.contrib.eager` in a Python of its own, since there is no way back from eager execution."""

import os
import sys

from tests import needs, warm

SCRIPT = """
from tf1_ref.compat import tf
tf.enable_eager_execution()
tfe = tf.contrib.eager
v = tfe.Variable(3.0, name='v')
print([(float(gradient), one.name) for gradient, one in tfe.implicit_gradients(lambda: v * v)()])
print([float(one) for one in tfe.gradients_function(lambda x, y: x * y)(2.0, 5.0)])
value, gradients = tfe.value_and_gradients_function(lambda x: x * x)(7.0)
print(float(value), [float(one) for one in gradients])
iterator = tfe.Iterator(tf.data.Dataset.range(3))
print(int(iterator.next()), [int(one) for one in iterator])
try:
    iterator.get_next()
except tf.errors.OutOfRangeError as error:
    print('end')
print(tfe.defun(lambda x: x + 1.0)(1.0).numpy(), tfe.executing_eagerly(), tfe.in_eager_mode(), tfe.num_gpus())
print(tf.layers.dense(tf.ones([2, 3]), 5).shape)
print(tfe.py_func(lambda x: x.numpy() * 2.0, [tf.constant(3.0)], tf.float32).numpy())
part = tfe.Checkpointable()
part.v = tfe.Variable(5.0)
print(sorted(tf.train.load_checkpoint(tf.train.Checkpoint(part=part).save('PATH')).get_variable_to_shape_map())[-1])
scaled = tfe.make_template('scaled', lambda x: x * tf.get_variable('w', [], initializer=tf.ones_initializer()))
print(scaled(2.0).numpy(), scaled(3.0).numpy(), [one.name for one in scaled.trainable_variables])
try:
    tfe.errstate
except AttributeError as error:
    print(error)
"""


def test_eager(tmp_path):
    needs.modules('tf_keras')
    script = SCRIPT.replace('PATH', str(tmp_path / 'model'))
    done = warm.run([sys.executable, '-c', script], text=True, env={**os.environ, 'PYTHONWARNINGS': 'ignore'})
    assert done.stdout.splitlines() == [
        "[(6.0, 'v:0')]",
        '[5.0, 2.0]',
        '49.0 [14.0]',
        '0 [1, 2]',
        'end',
        '2.0 True True 0',
        '(2, 5)',
        '6.0',
        'save_counter/.ATTRIBUTES/VARIABLE_VALUE',
        "2.0 3.0 ['scaled/w:0']",
        'tf.contrib.eager.errstate is not supported: TensorFlow 2 has no callbacks for ops that run eagerly; use '
        'tf.debugging.check_numerics',
    ], done.stderr
