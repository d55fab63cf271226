import pytest

from tests.compat.contrib import parity
from tf1_ref.compat import tf


@parity.programs_of('tf1_ref.compat.restored.shape_checks')
def test_parity(family, title):
    parity.check(family, title)


@pytest.mark.parametrize(('dtype', 'shape', 'said'), [('float32', [], 'float32'), ('int32', [1], r'\(1,\)')])
def test_what_is_no_scalar_integer_is_refused_by_name(dtype, shape, said):
    with pytest.raises(ValueError, match=f'x:0: expected one integer.*{said}'):
        tf.contrib.framework.assert_scalar_int(tf.placeholder(dtype, shape, name='x'))
