"""What 1.15.5 took as an argument is taken, and means the same."""

import json

import pytest

from tests import needs
from tests.compat.kinds import generate, programs
from tf1_ref.compat import tf
from tf1_ref.compat.process import supported, versions

needs.modules('tf_keras', 'tf_slim')
NEWEST = versions.check_tensorflow_version().startswith(f'{supported.NEWEST}.')
GENUINE = json.loads(generate.GOLDEN.read_text())
ARRAY = 'NumPy makes no number of an array that has an axis'
RAGGED = 'NumPy makes no array of numbers and arrays with an axis'
SMALL = 'NumPy 2 computes with a small integer in its own type'
PARTS = 'TensorFlow 2 hands the parts of such an object through, where 1.15 made a tensor of it'
# Arguments that 1.15.5 took, and that are not taken, or come to another thing: why.
KNOWN = {
    ('zeros, size', 'array of one'): RAGGED,
    ('concat, values', 'indexed'): PARTS,
    ('identity, value', 'indexed'): PARTS,
    ('stop_gradient, value', 'indexed'): PARTS,
    ('layers.dense, units', 'array of one'): ARRAY,
    ('layers.conv2d, filters', 'text'): 'Keras asks whether it is above 0, before it makes a number of it',
    ('image.resize_image_with_crop_or_pad, size', 'np.uint8'): SMALL,
    ('nn.rnn_cell.DropoutWrapper, number', 'array of one'): ARRAY,
    ('nn.rnn_cell.DropoutWrapper, number', 'list'): ARRAY,
}
OF_NUMPY = (ARRAY, RAGGED, SMALL)  # earlier ones took these


@pytest.mark.parametrize('title', programs.CALLS)
def test_what_was_taken_is_taken(title):
    here = {kind: told for told, kinds in programs.outcomes(tf, title).items() for kind in kinds}
    genuine = {kind: told for told, kinds in GENUINE[title].items() for kind in kinds}
    differ = {kind: (told, here.get(kind)) for kind, told in genuine.items() if here.get(kind) != told}
    known = {kind: why for (name, kind), why in KNOWN.items() if name == title}
    assert {kind: both for kind, both in differ.items() if kind not in known} == {}
    if NEWEST:
        assert [kind for kind, why in known.items() if kind not in differ and why not in OF_NUMPY] == []


def test_golden_file_holds_the_calls_and_nothing_else():
    assert list(GENUINE) == list(programs.CALLS), 'python -m tests.compat.kinds.generate'
