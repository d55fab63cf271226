"""`python -m tf1_ref run FILE` beside `python FILE`, for programs that need no TensorFlow; and its flags."""

import os
import subprocess
import sys
import textwrap

import pytest

from tests.legacy.running import ROOT, run, write

PROGRAMS = {
    'what_a_program_sees': """
        import sys, os
        print(__name__, sys.argv, os.path.samefile(sys.path[0], os.getcwd()), __file__, __package__, __spec__)
        print(sys.modules['__main__'].__dict__ is globals(), sorted(name for name in globals() if name != '__loader__'))
    """,
    'siblings_and_packages': """
        import sibling, package.inner
        from package import inner as same
        print(sibling.ANSWER, package.inner.NAME, same is package.inner, package.inner.up)
    """,
    'exit_code_of_a_number': 'import sys; sys.exit(7)',
    'exit_code_of_a_message': 'raise SystemExit("over")',
    'exit_code_of_none': 'import sys; sys.exit()',
    'uncaught': """
        import sibling
        def f():
            sibling.divide(0)
        f()
    """,
    'chained': """
        try:
            import broken
        except Exception as error:
            raise KeyError('x') from error
    """,
    'a_syntax_error': 'x = (1\\n',
    'a_syntax_error_in_a_sibling': 'import unreadable',
    'ctrl_c': 'raise KeyboardInterrupt',
    'excepthook': """
        import sys
        sys.excepthook = lambda kind, value, traceback: print('hook', kind.__name__, value)
        raise ValueError('seen')
    """,
    'atexit_and_threads': """
        import atexit, threading, time
        atexit.register(print, 'at the end')
        threading.Thread(target=lambda: (time.sleep(0.2), print('thread'))).start()
    """,
    'multiprocessing': """
        import multiprocessing
        def square(x):
            return x * x
        if __name__ == '__main__':
            with multiprocessing.get_context('fork').Pool(1) as pool:
                print(pool.map(square, [2, 3]))
    """,
    'pickle': """
        import pickle
        class Thing:
            def __eq__(self, other):
                return type(self) is type(other)
        print(pickle.loads(pickle.dumps(Thing())) == Thing())
    """,
    'builtins': """
        import builtins, numpy
        builtins.answer = 42
        print(answer, eval('answer'), isinstance(numpy.float32(1), numpy.floating))
        exec('import sibling; print(sibling.ANSWER, answer)')
    """,
    'argparse': """
        import argparse
        parser = argparse.ArgumentParser()
        parser.add_argument('--rate', type=float, required=True)
        print(parser.parse_args().rate)
    """,
}
FILES = {
    'sibling__py': 'ANSWER = 6\n\ndef divide(x):\n    return ANSWER / x\n',
    'package______init__py': 'up = "up"\n',
    'broken__py': '\n\nimport sibling\nsibling.divide(0)\n',
    'unreadable__py': 'def f(:\n',
}


@pytest.fixture(scope='module')
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp('programs')
    write(folder, **FILES)
    (folder / 'package' / '__init__.py').write_text('up = "up"\n')
    (folder / 'package' / 'inner.py').write_text('from . import up\nNAME = __name__\n')
    (folder / 'package' / '__main__.py').write_text('import sys\nfrom . import up\nprint(up, __name__, sys.argv)\n')
    return folder


def as_python(arguments, folder, **options):
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=folder, capture_output=True, text=True, timeout=300, **options
    )


@pytest.mark.parametrize('name', PROGRAMS)
def test_as_python_does(folder, name):
    source = textwrap.dedent(PROGRAMS[name]).strip().replace('\\n', '\n') + '\n'
    (folder / f'uses_{name}.py').write_text(source)
    arguments = [f'uses_{name}.py', '--rate=2', '-m'][: 2 if name == 'argparse' else 3]
    expected, got = as_python(arguments, folder), run(arguments, folder)
    assert got.stdout.replace('__builtins__', '') == expected.stdout.replace('__builtins__', '')
    assert got.stderr == expected.stderr
    # Python leaves by the signal itself, which a shell shows as 130.
    assert got.returncode == (130 if name == 'ctrl_c' else expected.returncode)


def test_a_module_of_a_package_and_a_package(folder):
    for module in ('package', 'package.inner'):
        expected, got = as_python(['-m', module, 'a'], folder), run(['-m', module, 'a'], folder)
        assert (got.stdout, got.stderr, got.returncode) == (expected.stdout, expected.stderr, 0)


def test_a_folder_and_standard_input(folder):
    write(folder, made___x__py='', made_______main____py='')
    (folder / 'made' / '__main__.py').write_text('import x, sys; print(x.__name__, sys.argv)\n')
    (folder / 'made' / 'x.py').write_text('')
    for arguments, options in [(['made', 'a'], {}), (['-', 'a'], {'input': 'import sibling, sys; print(sys.argv)\n'})]:
        expected, got = as_python(arguments, folder, **options), run(arguments, folder, **options)
        assert (got.stdout, got.stderr, got.returncode) == (expected.stdout, expected.stderr, 0)


@pytest.mark.parametrize(
    ('arguments', 'said'),
    [
        ([], 'name the file to run; see python -m tf1_ref run --help'),
        (['absent.py'], 'absent.py: there is no such file'),
        (['--sed=tf2', 'x.py'], None),
        (['--seeds=tf3', 'x.py'], None),
        (['-m', 'absent'], 'absent: there is no such module below'),
        (['-m', 'absent.inner'], 'absent.inner: cannot be imported'),
        (['empty'], 'empty: is a folder without a __main__.py; name the file to run'),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_2(folder, arguments, said):
    (folder / 'empty').mkdir(exist_ok=True)
    done = run(arguments, folder)
    assert done.returncode == 2 and done.stderr.count('\n') == 1
    assert done.stderr.startswith(f'tf1_ref run: error: {said or ""}')


def test_an_error_of_this_project_s_own_has_the_script_s_line(folder):
    write(folder, asks__py='from tf1_ref.data import idx\n\nidx.read("absent")\n')
    done = run(['asks.py'], folder)
    assert done.returncode == 1 and 'asks.py", line 3, in <module>\n    idx.read("absent")\n' in done.stderr


def test_a_python_2_source_gets_one_line(folder):
    write(folder, old__py='import sys\n\nprint "hello"\n', older__py='import old\n')
    for script in ('old.py', 'older.py'):
        done = run([script], folder)
        assert done.returncode == 2
        assert done.stderr.startswith('tf1_ref run: error: ') and done.stderr.count('\n') == 1
        assert """old.py, line 3: 'print "hello"' is Python 2; run it with --py2""" in done.stderr


DRAWS = """
import tensorflow as tf
tf.set_random_seed(777)
tf.constant(0)
print(tf.random_normal([2]).op.inputs[0].op.inputs[0].op.get_attr('seed2'))
"""


def test_seeds_of_tensorflow_2_on_demand(tmp_path, forked):
    write(tmp_path, draws__py=DRAWS)
    # 1.15 counts the ops before: the constant, and shape, mean and deviation; TensorFlow 2 the random ops of the graph.
    assert run(['draws.py'], tmp_path).stdout.splitlines()[-1] == '4'
    assert run(['--seeds=tf2', 'draws.py'], tmp_path).stdout.splitlines()[-1] == '0'


PACKAGE = {
    'elsewhere___old___layers__py': 'import tensorflow\nfrom .names import NAME\n'
    'found = getattr(tensorflow, NAME, None)\n',
    'elsewhere___old___names__py': 'NAME = "placeholder"\n',
    'own___script__py': 'from old.layers import found\nprint(found and found.__name__)\n',
}


def run_with_package(folder, *arguments, **sources):
    write(folder, **{**PACKAGE, **sources})
    (folder / 'elsewhere' / 'old' / '__init__.py').touch()
    path = os.pathsep.join([str(ROOT), str(folder / 'elsewhere')])
    done = run([*arguments, 'own/script.py'], folder, env={'PYTHONPATH': path})
    return done.stdout.splitlines()[-1], done.stderr


def test_a_package_outside_that_uses_no_name_of_tensorflow_1_is_legacy_code_if_it_is_named(tmp_path, forked):
    assert run_with_package(tmp_path) == ('None', '')
    assert run_with_package(tmp_path, '--legacy_package=old') == ('placeholder', '')


def test_a_package_outside_that_uses_one_is_legacy_code_and_that_is_said(tmp_path, forked):
    printed, said = run_with_package(tmp_path, elsewhere___old___more__py='import tensorflow as tf\ntf.Session\n')
    where = tmp_path / 'elsewhere' / 'old'
    assert (printed, said) == (
        'placeholder', f'tf1_ref run: {where} sees TensorFlow 1 too: it uses tf.Session (old/more.py, line 2)\n'
    )  # fmt: skip


def test_the_case_of_a_module_on_pythonpath(tmp_path, forked):
    """1.15.5 prints 1.5."""
    write(
        tmp_path,
        lib___helper__py='import tensorflow as tf\ndef half(x): return tf.div(tf.to_float(x), 2)\n',
        scripts___main__py='import tensorflow as tf\nimport helper\n'
        'with tf.Session() as s: print(s.run(helper.half(tf.constant(3))))\n',
    )
    path = os.pathsep.join([str(ROOT), str(tmp_path / 'lib')])
    done = run(['scripts/main.py'], tmp_path, env={'PYTHONPATH': path})
    assert done.stdout == '1.5\n' and done.stderr.count('tf1_ref run: ') == 1


@pytest.mark.parametrize('finder', [False, True])
def test_an_editable_install(tmp_path, forked, finder):
    """Either a folder on `sys.path`, or a finder of its own, which leads to a folder that is not there."""
    write(tmp_path, project___src___old___net__py='import tensorflow as tf\nprint(tf.placeholder.__name__)\n')
    (tmp_path / 'project' / 'src' / 'old' / '__init__.py').touch()
    install = f"""
        import importlib.util, sys
        class Finder:
            def find_spec(name, path=None, target=None):
                if name == 'old':
                    where = {str(tmp_path / 'project/src/old')!r}
                    return importlib.util.spec_from_file_location(name, where + '/__init__.py')
        sys.meta_path.append(Finder)
    """
    write(tmp_path, site___installs__py=textwrap.dedent(install), own___script__py='import old.net\n')
    (tmp_path / 'own' / 'script.py').write_text('import installs\nimport old.net\n' if finder else 'import old.net\n')
    folders = [ROOT, tmp_path / 'site', *([] if finder else [tmp_path / 'project' / 'src'])]
    done = run(['own/script.py'], tmp_path, env={'PYTHONPATH': os.pathsep.join(map(str, folders))})
    assert done.stdout == 'placeholder\n' and 'tf.placeholder (old/net.py, line 2)' in done.stderr


def test_an_installed_package_is_legacy_code_if_it_is_run_itself(tmp_path, forked):
    write(
        tmp_path,
        site_packages___old___cli__py='import tensorflow as tf\nfrom old import net\nprint(net.NAME, __name__)\n',
        site_packages___old___net__py='import tensorflow as tf\nNAME = tf.placeholder.__name__\n',
        own___script__py='import old.net\n',
    )
    (tmp_path / 'site_packages').rename(tmp_path / 'site-packages')
    (tmp_path / 'site-packages' / 'old' / '__init__.py').touch()
    variables = {'PYTHONPATH': os.pathsep.join([str(ROOT), str(tmp_path / 'site-packages')])}
    done = run(['-m', 'old.cli'], tmp_path / 'own', env=variables)
    assert done.stdout == 'placeholder __main__\n', done.stderr
    done = run(['script.py'], tmp_path / 'own', env=variables)
    assert "module 'tensorflow' has no attribute 'placeholder'" in done.stderr


@pytest.mark.parametrize(
    'arguments',
    [
        ['--rate=2'],
        ['--', '--rate=2'],
        ['-m', 'x', '-c', '--seeds=tf2', '--help'],
        ['-x', '-', ''],
    ],
)
def test_the_arguments_of_a_module_and_of_code(folder, arguments):
    """All that follows is the program's; the case is `-m run_m_arguments --rate=2`."""
    write(folder, shows__py='import sys\nprint(sys.argv[1:])\n')
    for program in (['-m', 'shows'], ['-mshows'], ['-c', 'import sys; print(sys.argv, __name__, sys.path[0])']):
        expected, got = as_python([*program, *arguments], folder), run([*program, *arguments], folder)
        assert (got.stdout, got.stderr, got.returncode) == (expected.stdout, expected.stderr, 0)
    assert run(['--seeds', 'tf2', '--grappler', '-m', 'shows', *arguments], folder).stdout == f'{arguments}\n'


def test_the_arguments_of_a_file(folder):
    write(folder, shows__py='import sys\nprint(sys.argv[1:], __name__)\n')
    for before in (['--seeds', 'tf2'], ['--legacy_package', 'x'], ['--'], []):
        got = run([*before, 'shows.py', '--', '-m', '--seeds=x'], folder)
        assert got.stdout == "['--', '-m', '--seeds=x'] __main__\n", got.stderr


def test_an_error_in_code(folder):
    expected, got = (one(['-c', 'x = 1\n1 / 0'], folder) for one in (as_python, run))
    assert got.stderr.splitlines()[-1] == expected.stderr.splitlines()[-1] and got.returncode == 1
    assert '  File "<string>", line 2, in <module>\n' in got.stderr


@pytest.mark.skipif(os.name != 'posix', reason='a shell closes the streams')
@pytest.mark.parametrize('closed', ['>&-', '2>&-', '>&- 2>&-', '<&-'])
@pytest.mark.parametrize('source', ['x = 1', 'print("printed")', '1 / 0'])
def test_streams_that_were_closed_before(folder, closed, source):
    def started(*command):
        line = f'"$@" {closed}'
        done = subprocess.run(
            ['sh', '-c', line, 'sh', sys.executable, *command],
            cwd=folder,
            env={**os.environ, 'PYTHONPATH': str(ROOT)},
            capture_output=True,
        )
        return done.returncode, done.stdout, done.stderr.splitlines()[-1:]

    write(folder, closed__py=source + '\n')
    assert started('-m', 'tf1_ref', 'run', 'closed.py') == started('closed.py')


def test_a_runner_of_tests_sees_the_tests_as_scripts(tmp_path, forked):
    """pytest has a loader of its own, which rewrites assertions."""
    test = 'import tensorflow as tf\nimport helper\ndef test_it(): assert tf.VERSION == helper.VERSION == "1.15.5"\n'
    write(tmp_path, test_it__py=test, helper__py='import tensorflow as tf\nVERSION = tf.VERSION\n')
    done = run(['-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'test_it.py'], tmp_path)
    assert done.stdout.splitlines()[-1].startswith('1 passed'), done.stdout


@pytest.mark.skipif(sys.version_info >= (3, 12), reason='imp is gone from Python 3.12')
def test_the_case_of_a_file_that_others_load(tmp_path, forked):
    """1.15.5 prints its version and True four times."""
    script = """
        import imp, importlib.util, os, runpy
        from importlib.machinery import SourceFileLoader
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'loaded_file.py')
        runpy.run_path(path)
        spec = importlib.util.spec_from_file_location('by_spec', path)
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
        imp.load_source('by_imp', path)
        SourceFileLoader('by_loader', path).load_module()
    """
    loaded = "import tensorflow as tf\nprint(tf.__version__, hasattr(tf, 'contrib'))\n"
    write(tmp_path, loaded_file__py=loaded, script__py=textwrap.dedent(script))
    assert run(['script.py'], tmp_path).stdout.splitlines() == ['1.15.5 True'] * 4
