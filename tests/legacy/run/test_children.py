"""Processes that a script starts see what the script sees, in real processes."""

import os
import subprocess
import sys
import textwrap

import pytest

from tests import needs
from tests.legacy.running import ROOT, run, write
from tf1_ref.legacy.options import Options
from tf1_ref.legacy.run import children

# NumPy's dropped names, which only a run gives back, stand for TensorFlow 1.
WORKERS = """
    import multiprocessing
    import numpy as np
    import sibling

    def work(queue):
        queue.put((np.float(1), sibling.ANSWER, __name__))

    if __name__ == '__main__':
        for method in ('spawn', 'forkserver', 'fork'):
            context = multiprocessing.get_context(method)
            queue = context.Queue()
            process = context.Process(target=work, args=(queue,))
            process.start()
            print(method, queue.get(timeout=300), flush=True)
            process.join()
            print(process.exitcode)
"""
CHILD = 'import tensorflow as tf\nprint(tf.Session().run(tf.constant(1) + 2))\n'
# Each is said to see TensorFlow 1 without importing it, which takes seconds.
QUICK = 'if 0: import tensorflow\nimport numpy as np, sys\nprint(np.float(1), sys.argv[1:], flush=True)\n'


def environment(*folders):
    """With this Python as `python`, and folders on PYTHONPATH."""
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ['PATH']])
    return {'PATH': path, 'PYTHONPATH': os.pathsep.join([str(ROOT), *map(str, folders)])}


@pytest.mark.parametrize('command', [['script.py'], ['-m', 'script'], ['--no_children', '-m', 'pack.script']])
def test_every_method_of_starting_a_process(tmp_path, command):
    sources = {'sibling__py': 'import numpy as np\nANSWER = np.int(6)\n', 'script__py': textwrap.dedent(WORKERS)}
    write(tmp_path, **sources, pack___script__py=sources['script__py'])
    done = run(command, tmp_path, stdin=subprocess.DEVNULL)
    assert done.stdout.splitlines() == [
        "spawn (1.0, 6, '__mp_main__')",
        '0',
        "forkserver (1.0, 6, '__mp_main__')",
        '0',
        "fork (1.0, 6, '__main__')",
        '0',
    ], done.stderr


def test_scripts_that_a_script_starts(tmp_path):
    """The case from which all this came; on 1.15.5 it prints 3 three times."""
    parent = """
        import os, runpy, subprocess, sys
        import tensorflow as tf
        print(subprocess.check_output([sys.executable, 'child.py']).decode().split()[-1], flush=True)
        os.system('python child.py')
        runpy.run_path('child.py')
    """
    write(tmp_path, parent__py=textwrap.dedent(parent), child__py=CHILD)
    done = run(['parent.py'], tmp_path, env=environment())
    assert done.stdout.split() == ['3'] * 3, done.stderr
    said = (
        'tf1_ref run: child.py, which is started here, sees TensorFlow 1 too (--no_children leaves such programs alone)'
    )
    assert [line for line in done.stderr.splitlines() if 'tf1_ref' in line] == [said]


STARTS = {
    'list': "subprocess.check_call([sys.executable, 'child.py', 'a b'])",
    'shell': "subprocess.check_call('cd .. && cd - > /dev/null; X=1 python child.py \"a b\" | cat', shell=True)",
    'system': "os.system('python -u ./child.py \"a b\"')",
    'popen': "print(os.popen('python child.py \"a b\"').read(), end='')",
    'a_script_of_the_shell': "subprocess.check_call(['sh', 'start.sh', 'a b'])",
    'another_folder': "subprocess.check_call([sys.executable, '../child.py', 'a b'], cwd='other folder')",
    'module': "subprocess.check_call([sys.executable, '-m', 'child', 'a b'])",
    'code': "subprocess.check_call([sys.executable, '-c', open('child.py').read(), 'a b'])",
    'spawnv': "os.spawnv(os.P_WAIT, sys.executable, [sys.executable, 'child.py', 'a b'])",
    'spawnve': "os.spawnve(os.P_WAIT, sys.executable, [sys.executable, 'child.py', 'a b'], {})",
    'execl': "os.execl(sys.executable, sys.executable, 'child.py', 'a b')",
    'execvpe': "os.execvpe('python', ['python', 'child.py', 'a b'], {'PATH': os.environ['PATH']})",
    'posix_spawn': "os.waitpid(os.posix_spawn(sys.executable, [sys.executable, 'child.py', 'a b'], os.environ), 0)",
    'own_environment': "subprocess.check_call([sys.executable, 'child.py', 'a b'], env={'X': '1'})",
    'own_path': "subprocess.check_call([sys.executable, 'child.py', 'a b'], env={**os.environ, 'PYTHONPATH': '.'})",
    'own_path_for_all': "os.environ['PYTHONPATH'] = '.'; os.system('python child.py \"a b\"')",
    'own_path_in_the_shell': "os.system('PYTHONPATH=.:\"other folder\" python child.py \"a b\"')",
    'nested': "subprocess.check_call([sys.executable, 'between.py', 'a b'])",
    'forked': "os.fork() or os.execv(sys.executable, [sys.executable, 'child.py', 'a b']); os.wait()",
    'pool': "__import__('multiprocessing.pool').pool.ThreadPool(1).map(os.system, ['python child.py \"a b\"'])",
}  # fmt: skip


@pytest.mark.parametrize('way', STARTS)
def test_however_it_is_started(tmp_path, way):
    write(
        tmp_path,
        child__py=QUICK,
        between__py="import subprocess, sys\nsubprocess.check_call([sys.executable, 'child.py', *sys.argv[1:]])\n",
        start__sh='exec python child.py "$@"\n',
        parent__py=f'import os, subprocess, sys\n{STARTS[way]}\n',
    )
    (tmp_path / 'other folder').mkdir()
    done = run(['parent.py'], tmp_path, env=environment())
    assert done.stdout == "1.0 ['a b']\n", done.stderr


def test_not_if_it_is_forbidden(tmp_path):
    write(tmp_path, child__py=QUICK, parent__py='import os\nos.system("python child.py; python -m child")\n')
    done = run(['--no_children', 'parent.py'], tmp_path, env=environment())
    assert done.stdout == '' and done.stderr.count("module 'numpy' has no attribute 'float'") == 2


def test_programs_of_others_are_left_alone(tmp_path):
    """Such as pip and TensorBoard, however much of TensorFlow 1 there is on their command line."""
    source = 'import json, os, sys\nprint("json" in sys.modules, "tf1_ref.legacy.run.command" in sys.modules)\n'
    parent = """
        import os
        os.system('python plain.py; python -m plain; python -m pip --version')
        os.system('python -c "import sys; print(sys.argv)" tensorflow')
    """
    write(tmp_path, plain__py=source, parent__py=textwrap.dedent(parent))
    done = run(['parent.py'], tmp_path, env=environment())
    first, second, pip, code = done.stdout.splitlines()
    assert (first, second, code, done.stderr) == ('True False', 'True False', "['-c', 'tensorflow']", '')
    assert pip.startswith('pip ')


def test_exit_codes_and_tracebacks_are_the_child_s(tmp_path):
    child = 'if 0: import tensorflow\nimport sys\nif sys.argv[1:]: 1 / 0\nsys.exit(7)\n'
    parent = """
        import subprocess, sys
        for more in ([], ['x']):
            done = subprocess.run([sys.executable, 'child.py', *more], stderr=subprocess.PIPE, text=True)
            print(done.returncode, [line for line in done.stderr.splitlines() if 'tf1_ref' not in line])
    """
    write(tmp_path, child__py=child, parent__py=textwrap.dedent(parent))
    got = run(['parent.py'], tmp_path)
    first, second = got.stdout.splitlines()
    assert first == '7 []' and second.startswith("1 ['Traceback (most recent call last):', '  File ")
    assert 'child.py", line 3, in <module>' in second and "'ZeroDivisionError: division by zero']" in second


def test_the_flags_of_the_run_are_the_child_s_too(tmp_path):
    needs.modules('fissix')
    write(
        tmp_path, child__py='import tensorflow\nprint "old"\n', parent__py='import os\nos.system("python child.py")\n'
    )
    done = run(['--py2', 'parent.py'], tmp_path, env=environment())
    assert done.stdout == 'old\n', done.stderr


def test_the_process_is_put_back(tmp_path):
    def state():
        names = (children.VARIABLE, children.PYTHONPATH, 'TF1_REF_SAID')
        starters = [getattr(os, name, None) for name in children.STARTERS]
        from multiprocessing import spawn

        return [os.environ.get(name) for name in names], starters, subprocess.Popen.__init__, spawn.get_preparation_data

    before = state()
    with children.present_to_all(Options(), str(tmp_path)):
        assert state() != before
        os.environ[children.PYTHONPATH] = 'changed'
    assert state() == before
