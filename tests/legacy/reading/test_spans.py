"""Statements are found in the text where the generator of code finds them, and what has not changed is copied."""

import ast

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.legacy.reading import scopes, syntax
from tf1_ref.legacy.reading.spans import Spans

TEXT = """# header

'''doc
string'''; a = 1;  # two in a line

# over the function
@b
# between decorators
@c(d,
   e)
def f(g=h,
      *, i):  # behind
        # deeper
    if j: k = l
    elif (m
          and n):
        o = (p,
             q)  # trailing

            # too deep
    # too little
    else:
        r = s
    for t in u:
        while v:
            w = x.y \\
                + z
    else: a1; b1
    try:
        with c1 as d1: pass
    except (e1,
            f1): g1 = h1
    else:
        i1
    finally:
        j1

class K:

\tl1: m1 = n1
\t@o1
\tasync def p1(self): return q1
  # dedented
match r1:
    # first
    case s1 if t1:
        u1
    case _:
        v1
# footer
"""
ENDS = {'n': '\n', 'rn': '\r\n', 'r': '\r'}


def parsed(text):
    module = cst.parse_module(text)
    return module, Spans(module, ast.parse(text), text)


@pytest.mark.parametrize('end', ENDS)
@pytest.mark.parametrize('cut', [0, 1], ids=['whole', 'without its end'])
def test_lines_are_those_of_the_generator_of_code(end, cut):
    text = TEXT.replace('\n', ENDS[end])
    module, spans = parsed(text[: len(text) - cut * len(ENDS[end])])
    lines, walked = syntax.lines_of(module), scopes.Scopes(module)
    found = {id(node): spans.line(node, walked.ancestors) for node in walked.nodes if id(node) in lines}
    assert found == {key: lines[key] for key in found} and len(set(found.values())) > 25


# libcst does not see that a text ends with a mere \r.
@pytest.mark.parametrize(('end', 'cut'), [('n', 0), ('n', 1), ('rn', 0), ('rn', 1), ('r', 1)])
def test_what_has_changed_is_written_anew(end, cut, monkeypatch):
    text = TEXT.replace('\n', ENDS[end])
    text = text[: len(text) - cut * len(ENDS[end])]
    module, spans = parsed(text)
    assert spans.code(module) == text
    for name in ('a', 'd', 'h', 'l', 'n', 'p', 's', 'u', 'y', 'b1', 'c1', 'f1', 'j1', 'n1', 'q1', 't1', 'v1'):
        changed = module.visit(_Renamed(name))
        assert spans.code(changed) == changed.code != text, name
    monkeypatch.setattr(cst.Name, '_codegen_impl', None)
    assert spans.code(module) == text, 'a name was written'


class _Renamed(cst.CSTTransformer):
    """Renames and, since libcst's transformers make every node anew, keeps what has no such name."""

    def __init__(self, name):
        super().__init__()
        self._name = name

    def on_leave(self, original_node, updated_node):
        if isinstance(original_node, cst.Name):
            return updated_node.with_changes(value='longer') if original_node.value == self._name else original_node
        fields = list(original_node.__dataclass_fields__)
        same = all(_same(getattr(original_node, name), getattr(updated_node, name)) for name in fields)
        return original_node if same else updated_node


def _same(one, other):
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(a is b for a, b in zip(one, other, strict=True))
    return one is other or (not isinstance(one, cst.CSTNode) and one == other)


def test_a_statement_in_another_block_gets_its_indentation():
    module, spans = parsed('if a:\n    b\n    if c:\n        d\nelse:\n    e\n')
    changed = module.with_changes(body=[*module.body[0].body.body, module.body[0].orelse.body.body[0]])
    assert spans.code(changed) == 'b\nif c:\n    d\ne\n'


@pytest.mark.parametrize('text', ['a = 1;\\\n\nb = 2\n'])
def test_what_is_not_understood_is_refused(text):
    module = cst.parse_module(text)
    with pytest.raises(ValueError, match='belongs to no statement'):
        Spans(module, ast.parse(text), text)


def test_another_text_is_refused():
    module = cst.parse_module('a\nb\n')
    with pytest.raises(ValueError, match='line 2 belongs to no statement'):
        Spans(module, ast.parse('a\n\nb\n'), 'a\n\nb\n')
    with pytest.raises(ValueError, match='other lines than its statements'):
        Spans(module, ast.parse('a\nb\n'), 'a\nb\n# c\n')
