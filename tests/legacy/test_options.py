"""The options of a run: what they are by default, and which values they take."""

import pytest

from tf1_ref.errors import InputError
from tf1_ref.legacy.options import CHOICES, NeedsFlag, Options


@pytest.mark.parametrize('options', [{'seeds': 'tf3'}, {'offline_data': 'cifar'}, {'api': '0.11'}])
def test_an_option_that_is_none(options):
    with pytest.raises(InputError, match='is none of'):
        Options(**options)


@pytest.mark.parametrize('name', CHOICES)
def test_the_message_lists_what_can_be_said(name):
    with pytest.raises(InputError) as raised:
        Options(**{name: 'no'})
    assert str(raised.value) == f'{name}=no is none of {", ".join(filter(None, CHOICES[name]))}'


def test_every_choice_is_one_and_the_first_is_the_default():
    for name, choices in CHOICES.items():
        assert getattr(Options(), name) == choices[0]
        for choice in choices:
            assert getattr(Options(**{name: choice}), name) == choice


def test_exact_and_grappler_exclude_each_other():
    with pytest.raises(InputError, match='exclude each other'):
        Options(exact=True, grappler=True)
    assert Options(exact=True).flags() == ['--seeds=tf1', '--exact']


def test_what_needs_a_flag_is_told_in_one_line():
    assert issubclass(NeedsFlag, InputError)


def test_the_flags_that_say_the_same():
    """As processes get them that a script starts."""
    from tf1_ref.legacy.run import command

    assert Options().flags() == ['--seeds=tf1']
    packages = ('one', 'two')
    given = {'py2': True, 'api': '0.12', 'offline_data': 'digits', 'grappler': True, 'file_urls': True}
    options = Options('tf2', legacy_packages=packages, **given)
    flags = ['--seeds=tf2', '--api=0.12', '--offline_data=digits', '--py2', '--grappler', '--file_urls']
    assert options.flags() == [*flags, '--legacy_package=one', '--legacy_package=two']
    assert Options(children=False).flags() == ['--seeds=tf1', '--no_children']
    parsed = vars(command._parse([*options.flags(), 'x.py'])[0])
    parsed['legacy_packages'] = tuple(parsed['legacy_package'])
    assert all(parsed[name] == getattr(options, name) for name in vars(options) if name != 'children')
