import pytest

from tf1_ref.compat import tf
from tf1_ref.compat.restored.cudnn_rnn import parameters


@pytest.mark.parametrize('wrong', [{'rnn_mode': 'rnn'}, {'direction': 'both'}, {'input_mode': 'none'}])
def test_another_setting_is_an_error(wrong):
    given = {'rnn_mode': 'lstm', 'num_layers': 1, 'num_units': 2, 'input_size': 3, **wrong}
    with pytest.raises(ValueError, match=f'Invalid {next(iter(wrong))}: '):
        parameters.cudnn_rnn_opaque_params_size(**given)


def test_on_the_cpu_there_is_no_kernel():
    with tf.Session() as sess, pytest.raises(tf.errors.InvalidArgumentError, match='No OpKernel was registered'):
        sess.run(parameters.cudnn_rnn_opaque_params_size('lstm', 1, 2, 3))
