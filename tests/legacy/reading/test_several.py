import os

import pytest

from tf1_ref.errors import InputError
from tf1_ref.legacy.reading import several


def told(path):
    if path == 'wrong':
        raise InputError('wrong is no file')
    return path, os.getpid()


@pytest.mark.parametrize('count', [several.MANY - 1, 3 * several.MANY])
def test_in_order_and_in_several_processes_from_some_files_on(count):
    paths = [f'{number}.py' for number in range(count)]
    found = several.each(told, paths, 'told')
    assert [path for path, _ in found] == paths
    alone = (os.cpu_count() or 1) < 2 or count < several.MANY
    assert ({process for _, process in found} == {os.getpid()}) == alone


def test_an_error_in_another_process_comes_here():
    with pytest.raises(InputError, match='wrong is no file'):
        several.each(told, ['a', 'wrong', *'bcdefghij'], 'told')
