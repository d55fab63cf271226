"""Programs in a text."""

import ast

import pytest

from tests.legacy.port.porting import IMPORT, TOP, port

PROGRAM = 'import tensorflow as tf\nprint(tf.Session().run(tf.constant(1) + 2), "\\\'")\n'
PORTED = TOP + PROGRAM.partition('\n')[2]


@pytest.mark.parametrize('quote', ["'", '"', "'''", '"""'])
def test_a_program_is_ported(quote):
    text = PROGRAM.replace('\\', '\\\\').replace(quote[0], f'\\{quote[0]}')
    literal = quote + (text if len(quote) == 3 else text.replace('\n', '\\n')) + quote
    assert ast.literal_eval(literal) == PROGRAM
    after, findings = port(f"open('child.py', 'w').write({literal})\n")
    assert after.startswith(f"open('child.py', 'w').write({quote}from tf1_ref")
    assert ast.literal_eval(after.partition('.write(')[2].strip()[:-1]) == PORTED
    assert [(one.kind, one.what) for one in findings] == [('changed', 'the program in this text (1 change)')]
    assert port(after) == (after, [])


@pytest.mark.parametrize(
    'text',
    [
        "print('import tensorflow as tf')",
        '"""Use it so:\n\nimport tensorflow as tf\nx = tf.Session()\n"""',
        "x = b'import tensorflow as tf; tf.Session()'",
        "raise ImportError('you cannot import tensorflow; install it')",
    ],
)
def test_other_texts_stay(text):
    assert port(f'{text}\n') == (f'{text}\n', [])


def test_what_cannot_be_read_is_noted():
    _, (found,) = port("""os.system('python -c "import tensorflow as tf; print(tf.VERSION)"')\n""")
    assert (found.kind, found.what) == ('note', 'a text that says import tensorflow is left as it is')


def test_what_blocks_a_program_blocks():
    _, findings = port(IMPORT + "exec('import tensorflow as tf\\ntf.contrib.learn.SVM()')\n")
    (found,) = [one for one in findings if one.kind == 'blocker']
    assert found.line == 2 and found.what.startswith('in the text, line 2: tensorflow.contrib.learn.SVM is not')
