"""The tables by hand do not contradict each other."""

import pytest

from tf1_ref.legacy.dropped import remedies


def test_a_name_has_a_place_or_a_helper():
    assert not {*remedies.PLACES} & {*remedies.HELPERS}


@pytest.mark.parametrize('name', sorted(remedies.HELPERS))
def test_where_this_project_may_not_be_used_there_is_advice(name):
    """For the name, or for the module that it was in."""
    parents = [name.rsplit('.', count)[0] for count in range(name.count('.'))]
    assert any(parent in remedies.ADVICE for parent in parents) or name == 'scipy.misc.pilutil'
