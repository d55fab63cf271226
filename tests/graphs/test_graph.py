"""A graph as plain values: what a source does not tell is None, and nothing can be changed in place."""

import dataclasses
import subprocess
import sys

import pytest

from tests.arrows import ROOT
from tf1_ref.graphs.graph import Graph, Op, Variable, known_sizes


def test_what_a_source_does_not_tell():
    variable, op, graph = Variable('W', (3, None), 'float32'), Op('W', 'VariableV2'), Graph('a.ckpt', None)
    told = [variable.trainable, variable.collections, variable.initializer, variable.value, op.shapes]
    assert told == [None] * 5
    assert (op.inputs, op.control_inputs, op.attributes, op.device) == ((), (), {}, '')
    assert [graph.variables, graph.collections, graph.placeholders, graph.end_points, graph.ops] == [None] * 5


@pytest.mark.parametrize('value', [Variable('W', (), 'float32'), Op('W', 'VariableV2'), Graph('a', None)])
def test_nothing_is_changed_in_place(value):
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, dataclasses.fields(value)[0].name, 'other')


def test_sizes_that_are_all_known():
    assert known_sizes((3, 5)) == (3, 5) and known_sizes(()) == ()
    assert known_sizes((None, 5)) is None and known_sizes(None) is None


def test_equal_values_are_equal_and_share_nothing():
    assert Op('a', 'Const', attributes={'value': '1'}) == Op('a', 'Const', attributes={'value': '1'})
    assert Op('a', 'Const').attributes is not Op('a', 'Const').attributes
    assert Variable('W', (3,), 'float32') != Variable('W', (None,), 'float32')


def test_it_needs_nothing_but_python():
    code = 'import sys, tf1_ref.graphs.graph; print({"tensorflow", "numpy", "google.protobuf"} & {*sys.modules})'
    assert subprocess.run([sys.executable, '-c', code], capture_output=True, text=True, cwd=ROOT).stdout == 'set()\n'
