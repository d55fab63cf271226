from tests.compat.contrib import parity


@parity.programs_of('tf1_ref.compat.restored.opt.variable_clipping')
def test_parity(family, title):
    parity.check(family, title)
