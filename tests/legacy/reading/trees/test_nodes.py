"""Punctuation and white space, each made once."""

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tests.legacy.reading.trees.comparing import difference
from tf1_ref.legacy.reading.trees import nodes


def test_what_is_said_again_is_the_same_object():
    assert nodes.white(' ') is nodes.ONE is not nodes.NONE
    assert nodes.between(cst.Comma, nodes.NONE, nodes.ONE) is nodes.COMMA
    assert nodes.between(cst.Dot, nodes.NONE, nodes.NONE) is nodes.DOT
    assert nodes.opening(cst.LeftParen, nodes.ONE).whitespace_after is nodes.ONE
    assert nodes.closing(cst.RightParen, nodes.ONE).whitespace_before is nodes.ONE


def test_a_node_has_the_fields_that_it_is_given():
    assert difference(nodes.made(cst.Name, value='a', lpar=(), rpar=()), cst.Name('a')) == ''
    assert difference(nodes.name_of('a'), cst.Name('a')) == ''
    with pytest.raises(AttributeError):
        nodes.made(cst.Name, value='a').lpar  # noqa: B018


@pytest.mark.parametrize('space', ['\n', ' # a\n', '\n\n', '\n    # b\n    ', ' \n  # c\n\n    \n  ', '\n      '])
def test_lines_within_brackets(space):
    module = cst.parse_module(f'if x:\n    f({space}y)\n')
    expected = module.body[0].body.body[0].body[0].value.whitespace_before_args
    assert difference(nodes.lines(space, '    '), expected) == ''


def test_a_changed_node_is_checked_by_libcst():
    call = cst.parse_expression('f ( a )')
    assert difference(nodes.changed(call, args=[]), call.with_changes(args=[])) == ''
    name = cst.Name('a', [cst.LeftParen()], [cst.RightParen()])
    with pytest.raises(cst.CSTValidationError):
        nodes.changed(name, lpar=[])
