from tests import needs
from tests.compat.contrib import parity

needs.modules('tf_slim', 'tf_keras')


@parity.programs_of('tf1_ref.compat.restored.learn.canned.class_heads')
def test_parity(family, title):
    parity.check(family, title)
