from tests.compat.contrib import parity


@parity.programs_of('tf1_ref.compat.restored.rnn.frequency_cells')
def test_parity(family, title):
    parity.check(family, title)
