"""Every program of every family builds and computes what it built and computed on the genuine TensorFlow 1.15.5.

Here run those of what is not written again; the others run in the tests of the modules in `tf1_ref/compat/restored`.
"""

import re

from tests.arrows import ROOT
from tests.compat.contrib import generate, parity


@parity.programs_of(None)
def test_parity(family, title):
    parity.check(family, title)


def test_golden_files_hold_the_programs_and_nothing_else():
    found = [(family, title) for family in generate.FAMILIES for title in parity.golden(family)]
    assert found == list(parity.programs()), 'python -m tests.compat.contrib.generate'
    assert sorted(path.stem for path in generate.GOLDEN.glob('*.json')) == generate.FAMILIES


def test_the_programs_of_every_restored_module_run_in_its_tests():
    running = []
    for path in sorted((ROOT / 'tests' / 'compat' / 'restored').rglob('test_*.py')):
        module = '.'.join(path.relative_to(ROOT / 'tests').with_name(path.stem.removeprefix('test_')).parts)
        for asked in re.findall(r"^@parity\.programs_of\('(.+)'\)", path.read_text(encoding='utf-8'), re.MULTILINE):
            assert asked == f'tf1_ref.{module}', path
            running.append(asked)
    assert sorted(running) == sorted({*parity.programs().values()} - {None})
