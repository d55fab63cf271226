"""What `verify` prints of its rows."""

import pytest

from tf1_ref.legacy.verify import report

COMPARED = {'variables': 2, 'seeds': 1, 'values': 10}
SAME = {'script': 'a.py', 'verdict': 'same', 'differences': {}, 'compared': COMPARED}
OTHER = {
    'script': 'folder/b.py',
    'verdict': 'different',
    'differences': {'seeds': ['one', 'two'], 'values': ['call 3: 1.0 became 2.0']},
    'compared': COMPARED,
}
HERE = {'script': 'c.py', 'verdict': 'different', 'differences': {'errors': ['Traceback\nValueError: no']}}


def missing(module):
    errors = f"Traceback\nModuleNotFoundError: No module named '{module}'"
    return {'script': 'd.py', 'verdict': 'does not run on 1.15', 'differences': {'errors': [errors]}}


def test_lines():
    assert report.line(SAME) == 'a.py: same (2 variables, 1 seed, 10 results)'
    assert report.line(OTHER) == 'folder/b.py: different\n  seeds: one\n  results: call 3: 1.0 became 2.0'
    assert report.line(HERE) == 'c.py: different\n  errors: ValueError: no'


@pytest.mark.parametrize(
    ('module', 'package'), [('imageio', 'imageio'), ('PIL', 'Pillow'), ('sklearn.svm', 'scikit-learn')]
)
def test_a_package_that_is_missing(module, package):
    assert report.line(missing(module)).splitlines()[-1] == (
        f'  if it is a package that the script needs: python -m tf1_ref genuine --with={package}'
    )
    here = {**missing(module), 'verdict': 'different'}  # it is there on 1.15, so this is no remedy
    assert 'genuine --with' not in report.line(here)


def test_the_table():
    assert report.table([SAME, OTHER, HERE, missing('x')]).splitlines() == [
        '             variables      seeds    results',
        'a.py                 2          1         10  same',
        'folder/b.py          2   2 differ   1 differ  different',
        'c.py         does not run here',
        'd.py         does not run on 1.15',
        '4 programs: 1 the same, 2 different, 1 that does not run on 1.15',
    ]
    assert report.table([SAME, SAME]).endswith('\n2 programs: 2 the same, 0 different')
