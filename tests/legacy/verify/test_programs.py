"""Which files of a folder are programs."""

import os

import pytest

from tf1_ref.errors import InputError
from tf1_ref.legacy.verify import programs

SOURCES = {
    'guarded.py': 'def main(): pass\nif __name__ == "__main__":\n    main()\n',
    'at_once.py': 'import tensorflow as tf\nwith tf.Session() as sess:\n    pass\n',
    'app.py': 'import tensorflow as tf\ntf.app.run()\n',
    'flags.py': 'import tensorflow as tf\nFLAGS = tf.app.flags\nFLAGS.DEFINE_string("a", "", "")\nX = f(1)\n',
    'layers.py': '"""Layers."""\nimport sys\nsys.path.append("..")\ndef dense(x): return x\n',
    'prints.py': 'print("loaded")\n',
    'uses.py': 'from . import prints\nimport other.at_once_too\nfor x in prints.all: pass\n',
    'sub/at_once_too.py': 'while True: break\n',
    'sub/both.py': 'import guarded\nif "__main__" == __name__: pass\n',
    'python2.py': 'if __name__ == "__main__":\n    print "hello"\n',
    'python2_library.py': 'def f():\n    print "hello"\n',
    'setup.py': 'setup()\n',
    'test_it.py': 'if __name__ == "__main__": run()\n',
    'it_test.py': 'if __name__ == "__main__": run()\n',
    'build/lib/copy.py': 'run()\n',
    '.git/hook.py': 'run()\n',
    'env/pyvenv.cfg': '',
    'env/bin/tool.py': 'run()\n',
    'notebook.ipynb': '{}',
    '.ipynb_checkpoints/notebook.ipynb': '{}',
    'data.txt': '',
}


@pytest.fixture
def folder(tmp_path):
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_each_script_of_a_folder(folder):
    os.mkfifo(folder / 'sub' / 'pipe.py')
    found = programs.find([str(folder)])
    names = ['app.py', 'at_once.py', 'guarded.py', 'notebook.ipynb', 'python2.py', 'uses.py', 'sub/both.py']
    assert [one.script.relative_to(folder).as_posix() for one in found] == names
    assert {one.root for one in found} == {folder} and {one.module for one in found} == {None}
    assert found[0].name == str(folder / 'app.py')


def test_what_is_named_is_taken(folder):
    one, other = programs.find([str(folder / 'layers.py'), str(folder / 'sub' / 'both.py')])
    assert (one.script, one.root) == (folder / 'layers.py', folder) and other.root == folder / 'sub'


def test_a_folder_that_is_a_program(folder):
    (folder / '__main__.py').touch()
    (found,) = programs.find([str(folder)])
    assert (found.name, found.script, found.root) == (str(folder), folder / '__main__.py', folder)


def test_a_module(folder, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(folder)
    (found,) = programs.find([], 'sub.both')
    assert found == programs.Program('-m sub.both', folder, folder, 'sub.both')
    elsewhere = tmp_path_factory.mktemp('elsewhere')
    (elsewhere / 'package').mkdir()
    (elsewhere / 'package' / '__main__.py').touch()
    monkeypatch.setenv('PYTHONPATH', f'/nowhere:{elsewhere}')
    assert programs.find([], 'package')[0].module == 'package'


def test_what_is_not_there(folder, monkeypatch):
    (folder / 'empty').mkdir()
    for name, said in [('none.py', 'no such file; name a Python script'), ('empty', 'no script or notebook there')]:
        with pytest.raises(InputError, match=f'{name}: {said}'):
            programs.find([str(folder / name)])
    monkeypatch.chdir(folder)
    for name in ('none', 'sub.none', 'sub'):
        with pytest.raises(InputError, match=f'^-m {name}: no such module below {folder} or on PYTHONPATH'):
            programs.find([], name)
