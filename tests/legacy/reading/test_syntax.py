"""Nodes out of text, and their lines."""

from tests import needs

needs.modules('libcst')

import libcst as cst
import pytest

from tf1_ref.legacy.reading import syntax


def test_the_same_text_is_the_same_node():
    assert syntax.expression('a.b(1)') is syntax.expression('a.b(1)')
    assert isinstance(syntax.statement('from a import b'), cst.ImportFrom)


def test_a_keyword_for_what_was_given_by_position():
    call = syntax.expression('f(a, *b)')
    arguments = [syntax.with_keyword(call.args[0], 'axis'), call.args[1]]
    assert cst.Module([]).code_for_node(call.with_changes(args=arguments)) == 'f(axis=a, *b)'


def test_imports_of_a_block():
    text = 'try:\n    import a; x = 1\n    if x:\n        import b\n    from c import d\nfinally: import e\n'
    found = cst.parse_module(text).body[0]
    assert [type(one).__name__ for one in syntax.imports_in(found.body)] == ['Import', 'ImportFrom']
    assert len(syntax.imports_in(found.finalbody.body)) == 1


@pytest.mark.parametrize('newline', ['\n', '\r\n', '\r'])
def test_lines(newline):
    text = '# one\n"""two\nthree"""\n\n@five\ndef six(a=(\n    seven)):  # here\n    # eight\n    return [nine,\n ten]'
    module = cst.parse_module(text.replace('\n', newline))
    lines = syntax.lines_of(module)
    names = []
    module.visit(_Names(names))
    numbers = {name.value: lines[id(name)] for name in names}
    assert numbers == {'five': 5, 'six': 6, 'a': 6, 'seven': 7, 'nine': 9, 'ten': 10}


class _Names(cst.CSTVisitor):
    def __init__(self, found):
        super().__init__()
        self._found = found

    def visit_Name(self, node):
        self._found.append(node)
