from tests.compat.contrib import parity


@parity.programs_of('tf1_ref.compat.restored.distributions.mixtures')
def test_parity(family, title):
    parity.check(family, title)
