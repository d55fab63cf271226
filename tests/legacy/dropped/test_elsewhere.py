"""Modules with what they have lost; the real ones stay as they are."""

import importlib
import sys
import types

import pytest

from tests.legacy.running import write
from tf1_ref.legacy import run_path
from tf1_ref.legacy.dropped import elsewhere


def find(name):
    return elsewhere.load(name, {}, find)


def test_a_module_gets_its_names_back():
    itertools = find('itertools')
    assert list(itertools.izip([1], [2])) == [(1, 2)] and itertools.chain is importlib.import_module('itertools').chain
    assert not hasattr(importlib.import_module('itertools'), 'izip')
    assert find('time').clock() >= 0
    assert find('string').letters.startswith('abc')
    assert 'chain' in dir(itertools)


def test_numpy_s_own_functions_in_its_library_module():
    lib, numpy = find('numpy').lib, importlib.import_module('numpy')
    assert lib.pad is numpy.pad and lib.unique is numpy.unique
    assert lib.stride_tricks.as_strided is numpy.lib.stride_tricks.as_strided


def test_what_is_set_is_set_in_the_real_module(monkeypatch):
    real = importlib.import_module('string')
    monkeypatch.setattr(real, 'digits', real.digits)
    find('string').digits = '01'
    assert real.digits == '01'


def test_a_module_that_loses_nothing_is_the_real_one():
    assert find('json.decoder') is importlib.import_module('json.decoder')


def test_why_a_name_is_not_there():
    with pytest.raises(AttributeError, match=r'string.atoi is gone since Python 3; replace it by hand'):
        find('string').atoi  # noqa: B018
    with pytest.raises(AttributeError, match="module 'string' has no attribute 'nothing'"):
        find('string').nothing  # noqa: B018
    with pytest.raises(ModuleNotFoundError, match='cPickle is gone since Python 3; use pickle, or run it with --py2'):
        find('cPickle')
    with pytest.raises(ModuleNotFoundError, match="No module named 'nowhere'"):
        find('nowhere')


def test_old_modules_of_scipy():
    pytest.importorskip('scipy', reason='SciPy is not installed: pip install tf1_ref[legacy]')
    eigen = find('scipy.sparse.linalg.eigen')
    assert eigen.arpack.eigsh is importlib.import_module('scipy.sparse.linalg').eigsh
    assert find('scipy').misc.comb(4, 2) == 6
    assert find('scipy').pi == importlib.import_module('math').pi


# ARPACK starts at random: one of a hundred results is a unit in the last place off, with any SciPy.
SCRIPTS = {
    'scipy_old_module': (
        'from scipy.sparse.linalg.eigen.arpack import eigsh\nimport scipy.sparse as sp\n'
        "print(round(float(eigsh(sp.eye(5).tocsr() * 2., 1, which='LM')[0][0]), 12))\n",
        '2.0',
    ),
    'of a package': (
        'from scipy.sparse.linalg.eigen import arpack\nimport scipy.sparse as sp\n'
        "print(round(float(arpack.eigsh(sp.eye(5).tocsr() * 2., 1, which='LM')[0][0]), 12))\n",
        '2.0',
    ),
    'by its whole name': (
        'import scipy.misc\nimport numpy as np\nprint(scipy.misc.imresize(np.zeros([4, 6]), 50).shape)\n',
        '(2, 3)',
    ),
    'bound to another name': (
        'import scipy.stats.stats as s\nimport scipy as sc\n'
        'print(round(s.pearsonr([1, 2], [1, 2])[0], 3), sc.zeros([2]))\n',
        '1.0 [0. 0.]',
    ),
    'cross_validation': (
        'from sklearn.cross_validation import KFold, train_test_split\nfrom sklearn import cross_validation as cv\n'
        'print([len(test) for train, test in KFold(5, 2)], cv.train_test_split is train_test_split)\n',
        '[3, 2] True',
    ),
    'of Python': (
        'import collections, itertools, os, string, inspect\n'
        'print(isinstance({}, collections.Mapping), os.getcwdu() == os.getcwd(), string.uppercase[:2],\n'
        '      list(itertools.imap(abs, [-1])), inspect.getargspec(lambda a: 0).args)\n',
        "True True AB [1] ['a']",
    ),
}


@pytest.mark.parametrize('name', SCRIPTS)
def test_scripts_run(name, tmp_path, capsys):
    source, printed = SCRIPTS[name]
    for library in ('scipy', 'sklearn'):
        if library in source:
            pytest.importorskip(library, reason=f'{library} is not installed')
    write(tmp_path, script__py=source)
    run_path(tmp_path / 'script.py')
    assert capsys.readouterr().out == f'{printed}\n'
    assert not any(isinstance(module, elsewhere.Returned) for module in sys.modules.values())
    assert isinstance(find('string'), types.ModuleType)
