"""Modules as a Python 2 program imports them."""

import collections
import importlib
import io
import pickle

import pytest

from tf1_ref.legacy.dropped import python2_modules


@pytest.mark.parametrize(('old', 'new'), [*python2_modules.RENAMED.items()])
def test_a_renamed_module_is_python_3_s(old, new):
    if old == 'Tkinter':
        pytest.importorskip('tkinter', reason='this Python has no tkinter')
    assert python2_modules.load(old) is importlib.import_module(new)


def test_pickles_are_python_2_s():
    found = python2_modules.load('cPickle')
    written = b"(dp0\nS'x'\np1\nS'\\xe9'\np2\ns."  # {'x': '\xe9'} of byte strings
    assert found.loads(written) == {'x': '\xe9'} == found.load(io.BytesIO(written))
    with pytest.raises(UnicodeDecodeError):
        pickle.loads(written)
    assert found.dumps([1]) == pickle.dumps([1], 0) and found.dumps([1], 2) == pickle.dumps([1], 2)
    file = io.BytesIO()
    found.dump({'a': 1}, file)
    assert found.loads(file.getvalue()) == {'a': 1} and found.HIGHEST_PROTOCOL == pickle.HIGHEST_PROTOCOL
    assert python2_modules.load('pickle').loads(written) == {'x': '\xe9'}


def test_one_urllib_again():
    found = python2_modules.load('urllib')
    assert found.quote('a b') == 'a%20b' and found.urlencode({'a': 1}) == 'a=1'
    assert callable(found.urlretrieve) and found.parse.quote is found.quote
    assert callable(python2_modules.load('urllib2').urlopen)
    assert issubclass(python2_modules.load('urllib2').HTTPError, python2_modules.load('urllib2').URLError)


def test_iterators_and_strings():
    found = python2_modules.load('itertools')
    assert list(found.izip([1], [2])) == [(1, 2)] and list(found.imap(str, [1])) == ['1']
    assert list(found.ifilter(None, [0, 1])) == [1] and list(found.izip_longest([1], [])) == [(1, None)]
    assert list(found.chain([1], [2])) == [1, 2]
    string = python2_modules.load('string')
    assert string.join(['a', 'b']) == 'a b' and string.join(['a', 'b'], '-') == 'a-b'
    assert string.split('a,b', ',') == ['a', 'b'] and string.replace('aa', 'a', 'b') == 'bb'
    assert (string.strip('xax', 'x'), string.upper('a'), string.lower('A')) == ('a', 'A', 'a')
    assert string.letters == string.ascii_letters and 'a'.translate(string.maketrans('a', 'b')) == 'b'


def test_strings_as_files():
    for name in ('StringIO', 'cStringIO'):
        assert python2_modules.load(name).StringIO('a').read() == 'a'


def test_what_python_3_has_under_the_same_name_and_what_nobody_has():
    assert python2_modules.load('collections') is collections
    with pytest.raises(ModuleNotFoundError):
        python2_modules.load('sets')


def test_the_real_modules_stay_as_they_are():
    import itertools

    python2_modules.load('itertools')
    assert not hasattr(itertools, 'izip')
