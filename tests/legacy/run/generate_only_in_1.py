"""Writes `tf1_ref/legacy/run/only_in_1.txt`: the public names of TensorFlow 1.15.5 that no TensorFlow 2 has.

  python -m tests.legacy.run.generate_only_in_1 PYTHON_WITH_1.15.5 PYTHON_WITH_2 [PYTHON_WITH_2 ...]

Of a module that is gone as a whole, such as `tf.contrib`, the module alone is listed.
"""

import json
import pathlib
import subprocess
import sys
import textwrap

import tf1_ref

# Left out: what a TensorFlow 2 before those at hand had, and so says nothing of who wrote for which.
AMBIGUOUS = {
    'autograph', 'config', 'distribute', 'estimator', 'experimental', 'keras', 'lite', 'mixed_precision', 'raw_ops',
    'tpu', 'xla',
}  # fmt: skip
AMBIGUOUS_BELOW = ('data.experimental.', 'train.experimental.')
# Not to be had as attributes before they were imported.
IMPORTED_ONLY = {'contrib', 'examples'}
WALK = """
import json, os, types
os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow
names, seen = set(), set()
def walk(module, path):
    seen.add(id(module))
    for name in dir(module):
        where = path + name
        if name.startswith('_') or where in LEFT_OUT:
            continue
        try:
            value = getattr(module, name)
        except Exception:
            continue
        names.add(where)
        if isinstance(value, types.ModuleType) and id(value) not in seen:
            walk(value, where + '.')
walk(tensorflow, '')
print(json.dumps(sorted(names)))
"""


def names_of(python):
    """The public names that `import tensorflow` gives in the environment of a Python."""
    left_out = AMBIGUOUS | {'contrib', 'compat', 'python', 'core', 'tools'}
    code = f'LEFT_OUT = {left_out!r}\n{WALK}'
    done = subprocess.run([python, '-c', code], capture_output=True, text=True, check=True, timeout=600)
    return set(json.loads(done.stdout.splitlines()[-1]))


def only_in_1(old, new):
    """The names of the one that the other has not, without those below a name that is listed."""
    gone = {name for name in old - new if not name.startswith(AMBIGUOUS_BELOW)} | IMPORTED_ONLY
    return sorted(name for name in gone if not any(name[:at] in gone for at in dots(name)))


def dots(name):
    return [at for at, letter in enumerate(name) if letter == '.']


def main(genuine, *others):
    names = only_in_1(names_of(genuine), set().union(*map(names_of, others)))
    path = pathlib.Path(tf1_ref.__file__).parent / 'legacy' / 'run' / 'only_in_1.txt'
    path.write_text('\n'.join(textwrap.wrap(' '.join(names), 120)) + '\n', encoding='utf-8')


if __name__ == '__main__':
    main(*sys.argv[1:])
