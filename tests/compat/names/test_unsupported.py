import pytest

from tf1_ref.compat.names import unsupported

REFUSED = {'GGTOptimizer': ('its kernel is gone', 'tf.train.AdamOptimizer'), 'tuner': ('nobody has it', '')}


def test_a_refused_name_says_why_and_what_instead():
    error = unsupported.error('tf.contrib.opt', REFUSED, 'GGTOptimizer')
    assert isinstance(error, unsupported.Unsupported)
    assert str(error) == (
        'tf.contrib.opt.GGTOptimizer is not supported: its kernel is gone; use tf.train.AdamOptimizer'
    )
    assert (error.symbol, error.why, error.substitute) == (
        'tf.contrib.opt.GGTOptimizer',
        'its kernel is gone',
        'tf.train.AdamOptimizer',
    )


def test_without_a_substitute_none_is_promised():
    assert str(unsupported.error('m', REFUSED, 'tuner')) == 'm.tuner is not supported: nobody has it'


def test_a_name_that_was_never_there_is_a_plain_attribute_error():
    error = unsupported.error('tf.contrib.opt', REFUSED, 'GTOptimizer')
    assert type(error) is AttributeError
    assert str(error) == "module 'tf.contrib.opt' has no attribute 'GTOptimizer'"


def test_hasattr_and_import_idioms_hold():
    class Module:
        def __getattr__(self, name):
            raise unsupported.error('m', REFUSED, name)

    assert not hasattr(Module(), 'tuner')
    with pytest.raises(ImportError, match='m.tuner is not supported: nobody has it'):
        raise unsupported.UnsupportedImport(unsupported.error('m', REFUSED, 'tuner'))
