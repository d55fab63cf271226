"""What is said of the differences between two pieces of code."""

import json

from tf1_ref import listings

CNN = listings.path('cnn').read_text()


def test_a_function_with_the_slide_s_code_in_it(diff, file):
    body = ''.join(f'    {line}\n' for line in CNN.splitlines())
    name = file(f'import tensorflow as tf\n\ndef build(rate):\n{body}    return logit\n')
    code, out, _ = diff('deck:cnn', name)
    assert code == 0
    assert out.splitlines() == [
        'note: lines 3 to 19 are wrapped in `def build(rate):`',
        'same: deck:cnn and my_cnn.py',
    ]


def test_differences_are_printed_with_their_lines(diff, file):
    name = file(
        CNN.replace("'SAME', 'conv2'", "'VALID', 'conv2'").replace('h = tf.nn.max_pool(h, [1,2,2,1]', 'show(h)\n#', 1)
    )
    code, out, err = diff('deck:cnn', name)
    assert (code, err) == (1, '')
    assert out.splitlines() == [
        'deck:cnn:10 | my_cnn.py:9  missing Assign',
        "  - h = tf.nn.max_pool(h, [1, 2, 2, 1], [1, 2, 2, 1], 'SAME')",
        'deck:cnn:10 | my_cnn.py:10  extra Expr',
        '  + show(h)',
        'deck:cnn:11 | my_cnn.py:12  replaced Constant',
        "  - 'SAME'",
        "  + 'VALID'",
        'different: deck:cnn and my_cnn.py (1 missing, 1 extra, 1 replaced)',
    ]


def test_a_name_that_differs_throughout_is_printed_once(diff, file):
    name = file(
        CNN.replace('logit', 'logits').replace('h = ', 'net = ').replace('(h,', '(net,').replace('(h)', '(net)')
    )
    _, out, _ = diff('deck:cnn', name)
    assert out.splitlines()[:4] == [
        'deck:cnn:8 | my_cnn.py:8  replaced Name',
        '  - h',
        '  + net',
        '    and again in lines 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15',
    ]
    assert out.splitlines()[4:] == [
        'deck:cnn:15 | my_cnn.py:15  replaced Name',
        '  - logit',
        '  + logits',
        'different: deck:cnn and my_cnn.py (15 replaced)',
    ]


def test_json(diff, file):
    name = file(CNN.replace("'fc1'", "'fc'"))
    code, out, _ = diff('--format=json', 'deck:cnn', name)
    assert code == 1
    assert json.loads(out) == {
        'left': 'deck:cnn',
        'right': 'my_cnn.py',
        'same': False,
        'differences': [
            {
                'kind': 'replaced',
                'node': 'Constant',
                'path': 'body[9].value.args[2]',
                'left': "'fc1'",
                'right': "'fc'",
                'left_line': 15,
                'right_line': 15,
            }
        ],
        'notes': [],
    }
    assert json.loads(diff('--format=json', 'deck:cnn', 'deck:cnn')[1])['same'] is True
