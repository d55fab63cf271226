"""A process that was forked from a warm one is what one is that was started."""

import os
import pathlib
import subprocess
import sys
import textwrap
import time

import pytest

from tests import warm

PROGRAMS = {
    'what a program sees': """
        import os, sys
        print(__name__, sys.argv, __file__, __package__, __spec__, __cached__, sys.path, os.getcwd(), sorted(globals()))
        print(__loader__.path, sys.modules['__main__'].__dict__ is globals(), dict(os.environ) == {**os.environ})
        print(os.environ['ADDED'], 'HOME' in os.environ, sys.stdin.read(), [*map(os.isatty, range(3))])
        print(sys.stdout.encoding, sys.stdout.errors, sys.stdout.line_buffering, sys.stdout.isatty(), 'é')
        print(sys.stderr.encoding, sys.stderr.errors, sys.stderr.line_buffering)
        print(sys.warnoptions, sys.dont_write_bytecode)
    """,
    'a number': 'import sys; print(1); sys.exit(7)',
    'a large number': 'import sys; sys.exit(257)',
    'a message': 'raise SystemExit("over")',
    'nothing': 'import sys; sys.exit()',
    'true': 'import sys; sys.exit(True)',
    'uncaught': """
        def f():
            1 / 0
        try:
            f()
        except ZeroDivisionError as error:
            raise KeyError('x') from error
    """,
    'interrupted': 'raise KeyboardInterrupt',
    'syntax error': 'x = (1',
    'hook': """
        import sys
        sys.excepthook = lambda kind, value, traceback: print(kind, value, traceback.tb_frame.f_code.co_name)
        1 / 0
    """,
    'the end': """
        import atexit, sys, threading, time
        atexit.register(print, 'at the end')
        threading.Thread(target=lambda: (time.sleep(0.1), print('thread'))).start()
        sys.stdout.write('no end of line')
    """,
    'at once': 'import os; print(1, flush=True); print(2); os._exit(3)',
    'killed': 'import os, signal; os.kill(os.getpid(), signal.SIGTERM)',
    'Ctrl-C': """
        import os, signal
        # A test run that was started in the background ignores it, and hands that on.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            os.kill(os.getpid(), signal.SIGINT)
            signal.pause()
        except KeyboardInterrupt:
            print('heard')
    """,
    'children': """
        import multiprocessing, subprocess, sys
        if __name__ == '__main__':
            for method in ('spawn', 'fork'):
                with multiprocessing.get_context(method).Pool(1) as pool:
                    print(pool.map(abs, [-1, -2]))
            print(subprocess.run([sys.executable, '-c', 'print(2)'], capture_output=True, text=True).stdout)
    """,
    'pickle': """
        import pickle
        class Thing:
            pass
        print(type(pickle.loads(pickle.dumps(Thing()))) is Thing)
    """,
    'output of others': 'import os; os.write(1, b"out"); os.write(2, b"error"); os.system("echo shell")',
    'warnings': 'import warnings; warnings.warn("not shown", FutureWarning); warnings.warn("raised")',
    'C': 'import ctypes; ctypes.CDLL(None).puts(b"buffered in C")',
    'a folder': 'import sibling; print(sibling.__file__)',
}


def both(arguments, folder):
    """What a process that was started did, and one that was forked."""
    env = {
        **os.environ,
        'PYTHONPATH': f'{folder / "path"}',
        'ADDED': 'ü',
        'PYTHONWARNINGS': 'error::UserWarning,ignore',
    }
    env.pop('HOME', None)
    options = {'cwd': folder, 'env': env, 'input': 'given', 'text': True, 'timeout': 60}
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, **options), warm.run(command, imported=(), **options)


def python(code, **options):
    """What a line did in a process that was forked from one without TensorFlow."""
    return warm.run([sys.executable, '-c', code], text=True, **{'imported': (), **options})


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp('programs')
    (folder / 'sibling.py').write_text('')
    (folder / 'path').mkdir()
    return folder


def assert_same(started, forked):
    assert (forked.stdout, forked.stderr, forked.returncode) == (started.stdout, started.stderr, started.returncode)


@pytest.mark.parametrize('name', PROGRAMS)
def test_a_script(name, folder):
    (folder / 'program.py').write_text(textwrap.dedent(PROGRAMS[name]))
    assert_same(*both(['program.py', 'a', '-m'], folder))


@pytest.mark.parametrize(
    'arguments', [['-m', 'program', '-c', 'a'], ['-c', 'import program', 'a'], ['-m', 'absent'], ['-c', '1 / 0']]
)
def test_a_module_and_a_line(arguments, folder):
    source = 'import sys\nprint(__name__, sys.argv, sys.path, __spec__ and __spec__.name)\n1 / 0\n'
    (folder / 'program.py').write_text(source)
    assert_same(*both(arguments, folder))


def test_bytes_and_an_exit_code_that_is_checked():
    command = [sys.executable, '-c', 'import sys; print("ü"); sys.exit(sys.stdin.buffer.read() != b"1")']
    assert warm.run(command, input=b'1', imported=()).stdout == 'ü\n'.encode()
    with pytest.raises(subprocess.CalledProcessError) as caught:
        warm.run(command, check=True, imported=())
    assert (caught.value.returncode, caught.value.stdout, caught.value.stderr) == (1, 'ü\n'.encode(), b'')


def test_nothing_is_left_for_the_next_one(folder):
    code = """
import os, sys
print('sibling' in sys.modules, os.environ.get('LEFT'))
import sibling
os.environ['LEFT'] = '1'
os.chdir('/')
"""
    for _ in range(2):
        assert python(code, cwd=folder).stdout == 'False None\n'


def test_random_numbers_are_not_those_of_the_one_before():
    code = 'import random, numpy; print(random.random()); print(numpy.random.rand())'
    lines = [line for _ in range(2) for line in python(code, imported=['numpy']).stdout.splitlines()]
    assert len(set(lines)) == 4


def test_one_that_takes_too_long_is_killed_with_its_children(folder):
    code = 'import os, subprocess; print(subprocess.Popen(["sleep", "100"]).pid, flush=True); os.wait()'
    with pytest.raises(subprocess.TimeoutExpired) as caught:
        python(code, cwd=folder, timeout=2)
    child = int(caught.value.stdout)
    for _ in range(100):  # whoever adopted it has to bury it
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        assert 'Z (zombie)' in pathlib.Path(f'/proc/{child}/status').read_text()
    assert python('print(2)').stdout == '2\n'


def test_one_that_is_forked_while_another_runs(folder):
    waits = 'import os, time\nprint(os.getppid(), flush=True)\nwhile not os.path.exists("over"): time.sleep(0.05)'
    with warm.start([sys.executable, '-c', waits], cwd=folder, imported=()) as process:
        server = process.output.readline()
        assert python('import os; print(os.getppid()); open("over", "w")', cwd=folder).stdout == server
        assert process.wait() == 0


def test_what_is_read_at_the_start_gets_another_process_to_fork_from():
    code = 'import os; print(os.environ.get("TF_OWN"), os.getppid())'
    for _ in range(2):
        plain = python(code).stdout.split()
        other = python(code, env={**os.environ, 'TF_OWN': '1'}).stdout.split()
        assert (plain[0], other[0]) == ('None', '1') and plain[1] != other[1]


def test_a_process_to_fork_from_that_cannot_import_says_so():
    with pytest.raises(RuntimeError, match="No module named 'absent'"):
        python('', imported=['absent'])


def test_tensorflow_is_there_and_computes():
    code = """
import sys
print('tensorflow' in sys.modules, [name for name in sys.modules if name.startswith(('tf1_ref', 'tests'))])
from tf1_ref.compat import tf
with tf.Session() as session:
    print(session.run(tf.constant(1) + 2))
"""
    assert python(code, imported=warm.TENSORFLOW).stdout == 'True []\n3\n'


def test_the_fixture_forks_what_can_be_forked(forked, folder):
    code = 'import sys; print("tensorflow" in sys.modules)'
    found = [
        subprocess.run([sys.executable, *flags, '-c', code], capture_output=True, text=True, **options).stdout
        for flags, options in (([], {}), ([], {'stdin': subprocess.DEVNULL, 'cwd': folder}), (['-W', 'ignore'], {}))
    ]
    assert found == ['True\n', 'True\n', 'False\n']
    assert subprocess.run([sys.executable, '-c', code]).stdout is None
    assert subprocess.check_output(['echo', 'a']) == b'a\n'
