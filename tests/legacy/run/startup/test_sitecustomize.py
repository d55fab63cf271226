"""The first thing that a Python loads as a child of `run`: in any Python, and in nobody's way. In real processes."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from tests.legacy.running import ROOT, write
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import children

STARTUP = ROOT / 'tf1_ref' / 'legacy' / 'run' / 'startup'
OLD = 'import tensorflow as tf\nprint(tf.__version__)\ntf.Session\n'


def python(arguments, folder, executable=sys.executable, options=None, **variables):
    """What Python does as a child of a run."""
    with children.present_to_all(options or Options(), str(folder)):
        environment = {**os.environ, **variables}
        for name, value in variables.items():
            environment[name] = os.pathsep.join([str(STARTUP), value]) if name == 'PYTHONPATH' else value
    return subprocess.run(
        [executable, *map(str, arguments)], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


def test_nothing_is_seen_of_it(tmp_path):
    code = 'import sys; print(sys.argv, sys.path, "re" in sys.modules)'
    write(tmp_path, plain__py=code)
    # What an editable install has loaded before is not this file's doing.
    without = subprocess.run([sys.executable, 'plain.py', '-x'], cwd=tmp_path, capture_output=True, text=True)
    assert without.stdout.startswith("['plain.py', '-x'] ['")
    done = python(['plain.py', '-x'], tmp_path)
    assert (done.stdout, done.stderr) == (without.stdout, '')


def test_the_one_that_it_stands_before_is_loaded(tmp_path):
    write(tmp_path / 'a b', sitecustomize__py='print("own")\nNAME = __name__\n')
    code = 'import sitecustomize; print(sitecustomize.NAME, sitecustomize.__file__)'
    done = python(['-c', code], tmp_path, PYTHONPATH=str(tmp_path / 'a b'))
    assert done.stdout == f'own\nsitecustomize {tmp_path / "a b" / "sitecustomize.py"}\n', done.stderr


def test_errors_of_the_one_that_it_stands_before_are_its_own(tmp_path):
    write(tmp_path / 'a', sitecustomize__py='import absent_module\n')
    done = python(['-c', 'print("goes on")'], tmp_path, PYTHONPATH=str(tmp_path / 'a'))
    assert done.stdout == 'goes on\n' and "No module named 'absent_module'" in done.stderr


@pytest.mark.parametrize('flag', ['-I', '-E', '-S'])
def test_pythons_that_look_at_no_environment_are_left_alone(tmp_path, flag):
    write(tmp_path, plain__py='print("as it is")\n')
    done = python([flag, 'plain.py'], tmp_path)
    assert (done.stdout, done.stderr) == ('as it is\n', '')


def test_another_python_is_left_alone(tmp_path):
    """As a `python3` of the system is beside the one of an environment; and the genuine article's, which is 3.7."""
    found = {shutil.which(name, path=os.defpath) for name in ('python3', 'python', 'python2')} - {None}
    oracle = os.environ.get('TF1_REF_ORACLE')
    found |= {str(pathlib.Path(oracle) / 'bin' / 'python')} if oracle else set()
    found = {one for one in found if os.path.realpath(one) != os.path.realpath(sys.executable)}
    if not found:
        pytest.skip('there is no other Python')
    write(tmp_path, old__py='print("as it is")\nif 0: import tensorflow as tf; tf.Session\n')
    for other in found:
        done = python(['old.py'], tmp_path, other)
        assert (done.stdout, done.stderr) == ('as it is\n', ''), other


def test_what_is_broken_here_breaks_no_program(tmp_path):
    write(tmp_path, old__py='print("goes on")\n')
    done = python(['old.py'], tmp_path, TF1_REF_CHILDREN=repr((sys.prefix, sys.version)))
    assert (done.stdout, done.stderr) == ('goes on\n', '')


def test_code_for_tensorflow_1_becomes_a_run_in_the_same_process(tmp_path):
    """With the flags of Python's own, those of the run, folders with blanks, and standard input."""
    source = OLD + 'import os, sys\nprint(os.getpid(), sys.argv, sys.flags.optimize, sys.stdin.read(), __name__)\n'
    source += 'print(os.environ["PYTHONPATH"], [entry for entry in sys.path if "startup" in entry])\n'
    write(tmp_path / 'a b', old__py=source)
    with children.present_to_all(Options(seeds='tf2'), str(tmp_path)):
        started = subprocess.Popen(
            [sys.executable, '-O', 'a b/old.py', '-m', ''], cwd=tmp_path, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )  # fmt: skip
    output, errors = started.communicate('given', timeout=300)
    path = os.pathsep.join(filter(None, [str(STARTUP), os.environ.get('PYTHONPATH')]))
    assert output.splitlines() == [
        '1.15.5', f"{started.pid} ['a b/old.py', '-m', ''] 1 given __main__", f'{path} []'
    ], errors  # fmt: skip
    said = 'tf1_ref run: a b/old.py, which is started here, sees TensorFlow 1 too'
    assert [line for line in errors.splitlines() if 'tf1_ref' in line] == [
        f'{said} (--no_children leaves such programs alone)'
    ]
