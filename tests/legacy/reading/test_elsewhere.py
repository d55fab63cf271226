"""What other modules of the user's own do with what a module defines, and what it takes from them."""

import functools

import pytest

from tests import needs

needs.modules('libcst')

import libcst as cst

from tf1_ref.compat.names import table
from tf1_ref.legacy.reading import siblings, source
from tf1_ref.legacy.reading.elsewhere import Elsewhere
from tf1_ref.legacy.reading.names import Names

IMPORTS = {
    'from data import f': 'f',
    'from data import f as g': 'g',
    'import data': 'data.f',
    'import data as d': 'd.f',
    'from data import *': 'f',
    'from package.inner import f': 'f',
    'import package.inner': 'package.inner.f',
    'import package.inner as p': 'p.f',
    'from package import inner': 'inner.f',
}


def looked_at(path, content):
    """The names of a module that is written to a file, and what is around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    parsed = source.parse(str(path), content.encode())
    names = Names(parsed, table.load(), functools.partial(siblings.names_of, path))
    return names, Elsewhere(path, names)


def said(nodes):
    return [cst.Module([]).code_for_node(node) for _, node in nodes]


@pytest.mark.parametrize(('line', 'use'), IMPORTS.items())
def test_both_ways(tmp_path, line, use):
    name = 'package/inner.py' if 'package' in line else 'data.py'
    (tmp_path / 'package').mkdir()
    (tmp_path / 'package' / '__init__.py').touch()
    importer = f'{line}\n{use}(1)\nother.f(2)\n'
    (tmp_path / 'train.py').write_text(importer)
    names, elsewhere = looked_at(tmp_path / name, 'def f(x):\n    return x\n')
    assert said(elsewhere.loads(names, 'f')) == [use] and not said(elsewhere.loads(names, 'g'))

    names, elsewhere = looked_at(tmp_path / 'train.py', importer)
    first, second = (call.func for call in names.flows.calls)
    theirs, found = elsewhere.definition(names, first)
    assert isinstance(found, cst.FunctionDef) and theirs.at_top('f') == [found]
    assert elsewhere.definition(names, second) is None


def test_within_a_package_and_from_above(tmp_path):
    for name in ('package/__init__.py', 'package/deep/__init__.py'):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / 'package' / 'deep' / 'a.py').write_text('from ..data import f\nf(1)\n')
    (tmp_path / 'package' / 'b.py').write_text('from . import data\nimport package.data as other\ndata.f(other.f)\n')
    names, elsewhere = looked_at(tmp_path / 'package' / 'data.py', 'def f(x):\n    return x\n')
    assert sorted(said(elsewhere.loads(names, 'f'))) == ['data.f', 'f', 'other.f']


def test_a_source_in_python_2_and_one_that_nobody_reads(tmp_path):
    (tmp_path / 'old.py').write_text("from data import f\nprint f(1), 'x'\n")
    (tmp_path / 'broken.py').write_text('from data import f\nf((\n')
    names, elsewhere = looked_at(tmp_path / 'data.py', 'def f(x):\n    return x\n')
    assert said(elsewhere.loads(names, 'f')) == ['f']


def test_modules_that_import_each_other_are_read_once(tmp_path):
    (tmp_path / 'other.py').write_text('import data\ndef g():\n    return data.f(3)\n')
    names, elsewhere = looked_at(tmp_path / 'data.py', 'import other\ndef f(x):\n    return other.g()\n')
    ((theirs, _),) = elsewhere.loads(names, 'f')
    assert [found is names for found, _ in elsewhere.loads(theirs, 'g')] == [True]
