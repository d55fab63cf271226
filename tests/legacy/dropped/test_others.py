"""Small functions of Python's that are as they were."""

import pytest

from tf1_ref.legacy.dropped import others


def test_getargspec():
    assert others.getargspec(lambda a, b=1, *c, **d: 0) == (['a', 'b'], 'c', 'd', (1,))
    with pytest.raises(ValueError, match='keyword-only'):
        others.getargspec(lambda *, a: 0)


def test_getargspec_does_not_see_the_annotations_that_tensorflow_has_got():
    def function(a: int, b: str = ''):
        pass

    with pytest.raises(ValueError, match='annotations'):  # as Python 3.7 has it
        others.getargspec(function)
    function.__module__ = 'tensorflow.python.ops.gen_nn_ops'
    assert others.getargspec(function) == (['a', 'b'], None, None, ('',))


@pytest.mark.parametrize(('less', 'more'), [('1.9', '1.10'), ('1.4.0', '1.15.5'), ('0.12', '1.0'), ('1.5', '1.5.1')])
def test_versions(less, more):
    assert others.LooseVersion(less) < others.LooseVersion(more) and others.LooseVersion(more) >= less
    assert others.LooseVersion(less) == less and str(others.LooseVersion(more)) == more
    assert repr(others.LooseVersion('1.2')) == "LooseVersion ('1.2')"


def test_strtobool():
    assert [others.strtobool(text) for text in ('Yes', 'true', '1', 'n', 'Off')] == [1, 1, 1, 0, 0]
    with pytest.raises(ValueError, match='invalid truth value'):
        others.strtobool('maybe')


def test_files(tmp_path):
    (tmp_path / 'a' / 'b').mkdir(parents=True)
    (tmp_path / 'a' / 'b' / 'c.py').write_text('x = 3\n')
    assert others.copy_tree(str(tmp_path / 'a'), str(tmp_path / 'd')) == [str(tmp_path / 'd' / 'b' / 'c.py')]
    assert others.load_source('loaded_here', str(tmp_path / 'd' / 'b' / 'c.py')).x == 3


def test_texts():
    assert 'abc'.translate(others.maketrans('ab', 'xy')) == 'xyc'
    assert others.join(['a', 'b']) == 'a b' and others.join(['a', 'b'], '-') == 'a-b'
    assert len(others.linux_distribution()) == 3
