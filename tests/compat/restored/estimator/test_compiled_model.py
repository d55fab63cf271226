from tests import needs
from tests.compat.contrib import parity

needs.modules('tf_keras', 'tensorflow_estimator')


@parity.programs_of('tf1_ref.compat.restored.estimator.compiled_model')
def test_parity(family, title):
    parity.check(family, title)
