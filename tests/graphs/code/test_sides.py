"""What of two sides is compared: slides, files, functions of files."""

import pytest

from tf1_ref import listings

CNN = listings.path('cnn').read_text()


@pytest.mark.parametrize('name', listings.NAMES)
def test_a_slide_is_the_same_as_itself(diff, name):
    assert diff(f'deck:{name}', f'deck:{name}') == (0, f'same: deck:{name} and deck:{name}\n', '')
    code, out, _ = diff(f'deck:{name}', str(listings.path(name)))
    assert code == 0 and out.startswith('same: ')


def test_a_script_with_the_slide_s_code_in_it(diff, file):
    name = file('import tensorflow.compat.v1 as t\nimport layers\n' + CNN.replace('tf.', 't.') + '\nprint(logit)\n')
    assert diff('deck:cnn', name) == (0, 'same: deck:cnn and my_cnn.py\n', '')


def test_named_functions_are_compared_from_end_to_end(diff, file):
    name = file(
        'import tensorflow as tf\nclass Net:\n  def pool(self, h):\n'
        '    show(h)\n    h = tf.nn.max_pool(h, [1,2,2,1], [1,2,2,1], "SAME")\n'
    )
    assert diff('deck:pooling', name)[0] == 0
    code, out, _ = diff('deck:pooling', f'{name}::Net.pool')
    assert (code, out.splitlines()[1]) == (1, '  + show(h)')
    functions = file('def f(x):\n  return x\ndef g(x):\n  return x\ndef h(y):\n  return x\n', 'functions.py')
    assert diff(f'{functions}::f', f'{functions}::f')[0] == 0
    assert '- def f(x):' in diff(f'{functions}::f', f'{functions}::g')[1]
    assert '+ y' in diff(f'{functions}::g', f'{functions}::h')[1]


def test_two_functions_can_share_a_slide(diff, file):
    lines = CNN.splitlines(keepends=True)
    halves = (''.join(f'    {line}' for line in part) for part in (lines[:7], lines[7:]))
    name = file('def inputs():\n{}\ndef net(x):\n{}'.format(*halves))
    assert diff('deck:cnn', f'{name}::inputs,net')[0] == 0
    assert diff('deck:cnn', f'{name}::net')[0] == 1


def test_two_files_are_compared_whole_and_a_slide_may_come_second(diff, file):
    one, other = file('a = 1\nb = 2\n', 'a.py'), file('a = 1\nb = 3\nc = 4\n', 'b.py')
    assert diff(one, one)[0] == 0
    code, out, _ = diff(one, other)
    assert code == 1 and '(1 extra, 1 replaced)' in out
    name = file(CNN.replace("'fc1'", "'fc'") + 'print(1)\n')
    assert diff(name, 'deck:cnn')[1].splitlines()[1:3] == ["  - 'fc'", "  + 'fc1'"]
