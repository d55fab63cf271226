from tests.compat.contrib import parity


@parity.programs_of('tf1_ref.compat.restored.opt.multitask')
def test_parity(family, title):
    parity.check(family, title)
