"""Files that were damaged, or made to do harm: each gets one line, and its memory has bounds."""

import collections
import json
import random
import subprocess
import sys

import pytest

from tests import damage
from tests.graphs.golden import generate
from tests.graphs.reading.test_sources import environment
from tf1_ref.__main__ import main
from tf1_ref.errors import InputError
from tf1_ref.graphs import checks
from tf1_ref.graphs.graph import Graph, Op
from tf1_ref.graphs.reading import attributes, snapshots
from tf1_ref.graphs.reading.sources import open_graph
from tf1_ref.graphs.tree.scopes import scope_tree

RECORDINGS = ('cnn.pb', 'cnn.pbtxt', 'cnn.meta', 'cnn_1_4.pb', 'srcnn_training.meta')
MUTATIONS = 150


@pytest.mark.parametrize('name', [*RECORDINGS, 'snapshot.json'])
def test_damage_at_random_places(tmp_path, name):
    if name == 'snapshot.json':
        content = snapshots.to_text(open_graph(str(generate.HERE / 'cnn.meta'))).encode()
    else:
        content = (generate.HERE / name).read_bytes()
    dice, refused = random.Random(name), 0
    for _ in range(MUTATIONS):
        (tmp_path / 'damaged').write_bytes(damage.mutated(content, dice))
        try:
            graph = open_graph(str(tmp_path / 'damaged'))
        except InputError as error:
            message = str(error)
            assert message.isprintable() and len(message) < 600
            refused += 1
        else:
            assert snapshots.from_text(graph.source, snapshots.to_text(graph)) == graph
    assert refused > MUTATIONS / 2


# What an input of an operation may not be, besides.
INPUTS = ('a:b:c', ':', '^', '', 'w:99999999999')


def test_values_of_the_wrong_form_in_a_snapshot(tmp_path, capsys):
    """No command that reads one ends in a traceback, whatever stands in whatever place."""
    good, path = tmp_path / 'good.json', tmp_path / 'damaged.json'
    good.write_text(snapshots.to_text(open_graph(str(generate.HERE / 'cnn.meta'))))
    content, dice = json.loads(good.read_text()), random.Random(0)
    everywhere = list(damage.places(content))
    codes = collections.Counter()
    for _ in range(MUTATIONS):
        place, value = dice.choice(everywhere), dice.choice((*damage.VALUES, *INPUTS))
        path.write_text(json.dumps(damage.damaged(content, place, value)))
        for arguments in (['diff', str(path), str(good)], ['snapshot', str(path)], ['tree', str(path)]):
            codes[main(arguments)] += 1
            error = capsys.readouterr().err
            assert error.count('\n') <= 1 and 'Traceback' not in error
    assert {*codes} == {0, 1, 2}


def test_inputs_that_name_no_output():
    for name in ('x', 'x:', 'x:y', ':0', 'x:9999999999'):
        ops = [Op('x', 'Const'), Op('y', 'Identity', (name,))]
        with pytest.raises(InputError, match='which names no output of an operation; NAME:NUMBER does'):
            checks.check_ops('graph', ops)


KINDS = [
    'Const',
    'Range',
    'Fill',
    'DynamicStitch',
    'Pack',
    'ConcatV2',
    'Identity',
    'StridedSlice',
    'Add',
    'FloorDiv',
    'FloorMod',
    'Shape',
    'ShapeN',
    'Sum',
    'Tile',
    'BroadcastGradientArgs',
    'Reshape',
    'ResizeBilinear',
    'Placeholder',
    'Conv2D',
    'MatMul',
    'BatchMatMul',
    'VariableV2',
]
CONSTANTS = ('int32 [2] 3 0', 'int32 [] 0', 'int32 [] 4', 'int32 [0]', 'int32 [1] -2', 'int32 [1] 2000000000', '')
SHAPES = (None, (), (None,), (3,), (None, 3), (2, 3, 4, 5), (None, None), (0, 3))


def test_operations_with_inputs_that_no_tensorflow_takes_have_a_tree():
    dice = random.Random(0)
    for _ in range(3000):
        ops = []
        for number in range(dice.randint(1, 8)):
            kind = dice.choice(KINDS)
            count = dice.randint(0, 5) if number and kind not in ('Const', 'Placeholder') else 0
            inputs = tuple(f'o{dice.randrange(number)}:{dice.choice([0, 0, 1])}' for _ in range(count))
            shapes = tuple(dice.choices(SHAPES, k=dice.randint(0, 2))) if dice.random() < 0.9 else None
            attributes = {'value': dice.choice(CONSTANTS)} if kind == 'Const' else {}
            ops.append(Op(f'o{number}', kind, inputs, (), shapes, attributes))
        assert scope_tree(Graph('made by hand', [], ops=ops)).name == 'made by hand'


def record(field, content):
    """A record of bytes in a protocol buffer."""
    size, length = len(content), b''
    while size > 127:
        length, size = length + bytes([size & 127 | 128]), size >> 7
    return bytes([field << 3 | 2]) + length + bytes([size]) + content


NAMED = record(1, b'a') + record(2, b'Neg')
VALUE = record(1, b'value')
FUNCTION = record(1, record(1, b'function'))


def chain(length):
    """A library of functions of which each one calls the next."""
    names = [b'f%d' % number for number in range(length)]
    calls = [record(3, record(1, b'call') + record(2, name)) for name in names[1:]] + [b'']
    return record(2, b''.join(record(1, record(1, record(1, n)) + call) for n, call in zip(names, calls, strict=True)))


def hostile():
    """Contents of files by their names, and what is said of each; two hundred megabytes."""
    return {
        'empty_nodes': (record(1, NAMED) + b'\x0a\x00' * 20_000_000, 'a node without name and type'),
        'many_nodes': (record(1, NAMED) * 2_000_001, '2,000,000 nodes, or'),
        'many_inputs': (record(1, NAMED + b'\x1a\x00' * 20_000_000), '2,000,000 nodes, or inputs'),
        'many_attributes': (record(1, NAMED + b'\x2a\x00' * 20_000_000), '2,000,000 nodes, or inputs'),
        'many_functions': (record(1, NAMED) + record(2, record(1, FUNCTION) * 2_000_001), '2,000,000 nodes, or'),
        'a_chain_of_functions': (record(1, record(1, b'a') + record(2, b'f0')) + chain(100_000), 'damaged'),
        'deep_functions': (record(1, NAMED + record(5, VALUE + record(2, b'\x52\x80\x7f' * 1_000_000))), 'damaged'),
        'collections': (
            record(2, record(1, NAMED)) + record(4, b'\x0a\x00' * 40_000_000),
            'more than 67,108,864 bytes',
        ),
        'text_without_end': (b'node { name: "a" op: "b" ' + b'input: "c" ' * 20_000, 'is a damaged GraphDef'),
        'deep_json': (b'{"tf1_ref_snapshot": ' + b'[' * 1_000_000, 'is no JSON'),
        'deep_text': (b'node { attr { key: "a" value { func { ' * 100_000, 'is a damaged GraphDef'),
    }


# In two gigabytes of address space, of which Python and the protobuf library take a part.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2 * 10**9, 2 * 10**9))
from tf1_ref.__main__ import main
codes = [main(['snapshot', name, '-o', 'out.json']) for name in sys.argv[1:]]
print(codes, 'tensorflow' in sys.modules)
"""


def test_files_that_were_made_to_do_harm(tmp_path):
    said_of = {}
    for name, (content, said) in hostile().items():
        (tmp_path / name).write_bytes(content)
        said_of[name] = said
    with open(tmp_path / 'two_gigabytes', 'wb') as file:
        file.truncate(2**31)
    command = [sys.executable, '-c', LIMITED, *said_of, 'two_gigabytes']
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=300)
    assert done.stdout == f'{[2] * (len(said_of) + 1)} False\n', done.stderr[-2000:]
    lines = done.stderr.splitlines()
    assert len(lines) == len(said_of) + 1 and not (tmp_path / 'out.json').exists()
    for line, (name, said) in zip(lines, said_of.items(), strict=False):
        assert line.startswith(f'tf1_ref snapshot: error: {name}') and said in line and len(line) < 500
    assert lines[-1].startswith('tf1_ref snapshot: error: two_gigabytes has 2,147,483,648 bytes')


def test_a_large_attribute_is_not_parsed():
    """The parser makes an object of two bytes of a list of shapes; of so large an attribute a digest is taken."""
    value = record(1, record(7, b'') * (attributes.LARGEST_PARSED // 2))
    assert attributes.as_text(value).startswith(f'{len(value):,} bytes, sha256 ')
