"""Tracebacks without the runner's frames."""

import sys
import traceback

import pytest

from tf1_ref.legacy.run import loading, tracebacks


def ours(inner):
    """A function that calls `inner`, and whose frames are the runner's."""
    names = {'inner': inner}
    exec(compile('def call():\n    inner()\n', loading.__file__, 'exec'), names)
    return names['call']


def caught(function):
    try:
        function()
    except BaseException as error:
        return error


def files(error):
    return [entry.filename for entry in traceback.extract_tb(error.__traceback__)]


def fails():
    raise ValueError('of the user')


def test_frames_of_the_runner_are_taken_out():
    error = caught(ours(fails))
    assert loading.__file__ in files(error)
    assert tracebacks.clean(error) is error
    assert files(error) == [__file__, __file__]
    assert [entry.name for entry in traceback.extract_tb(error.__traceback__)] == ['caught', 'fails']


def test_and_out_of_causes_and_contexts():
    def chained():
        try:
            ours(fails)()
        except ValueError as error:
            raise KeyError('next') from error

    def in_context():
        try:
            ours(chained)()
        except KeyError:
            ours(fails)()

    error = tracebacks.clean(caught(ours(in_context)))
    while error is not None:
        assert set(files(error)) == {__file__}
        error = error.__cause__ or error.__context__


def test_a_cycle_of_causes_ends():
    first, second = ValueError(), ValueError()
    first.__context__, second.__context__ = second, first
    assert tracebacks.clean(first) is first


@pytest.mark.skipif(sys.version_info < (3, 11), reason='groups of exceptions are there from Python 3.11 on')
def test_and_out_of_groups():
    inner = caught(ours(fails))
    group = ExceptionGroup('both', [inner])  # noqa: F821
    tracebacks.clean(group)
    assert set(files(inner)) == {__file__}


def test_whose_an_error_is():
    names = {}
    exec(compile('def refuse():\n    raise ValueError("ours")\n', loading.__file__, 'exec'), names)
    error = caught(names['refuse'])
    error.__traceback__ = error.__traceback__.tb_next  # without this test's own frame
    assert tracebacks.is_ours(error)
    assert not tracebacks.is_ours(caught(ours(fails)))


def test_shown_as_python_does(capsys, monkeypatch):
    for name in ('last_type', 'last_value', 'last_traceback'):
        monkeypatch.setattr(sys, name, None, raising=False)
    error = caught(ours(fails))
    tracebacks.show(error)
    said = capsys.readouterr().err
    assert said.startswith('Traceback (most recent call last):\n') and said.endswith('ValueError: of the user\n')
    assert loading.__file__ not in said
    assert (sys.last_type, sys.last_value) == (ValueError, error) and sys.last_traceback is error.__traceback__


def test_the_user_s_own_hook_is_called(monkeypatch, capsys):
    for name in ('last_type', 'last_value', 'last_traceback'):
        monkeypatch.setattr(sys, name, None, raising=False)
    seen = []
    monkeypatch.setattr(sys, 'excepthook', lambda *found: seen.append(found))
    error = caught(ours(fails))
    tracebacks.show(error)
    assert seen == [(ValueError, error, error.__traceback__)] and capsys.readouterr().err == ''


def test_the_place_of_an_error_is_the_last_of_the_user_s_own_lines():
    assert tracebacks.place_of(caught(ours(fails))) == f'{__file__}:{fails.__code__.co_firstlineno + 1}: '
    assert tracebacks.place_of(ValueError('never raised')) == ''
