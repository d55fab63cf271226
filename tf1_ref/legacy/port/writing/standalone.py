"""What a standalone module gets in the place of what TensorFlow no longer has, copied from `templates/`."""

from __future__ import annotations

import ast
import functools
import pathlib
import re

TEMPLATES = pathlib.Path(__file__).with_name('templates')
FILES = ('functions.py', 'layers.py', 'cells.py')
CELLS = (
    'BasicLSTMCell',
    'BasicRNNCell',
    'DropoutWrapper',
    'GRUCell',
    'LSTMCell',
    'LSTMStateTuple',
    'MultiRNNCell',
    'RNNCell',
)
# What TensorFlow 1 called it: the function or class of `templates/`.
FUNCTIONS = {
    'tensorflow.contrib.layers.flatten': 'flatten',
    'tensorflow.contrib.layers.l1_regularizer': 'l1_regularizer',
    'tensorflow.contrib.layers.l2_regularizer': 'l2_regularizer',
    'tensorflow.contrib.layers.variance_scaling_initializer': 'variance_scaling_initializer',
    'tensorflow.contrib.layers.xavier_initializer': 'xavier_initializer',
    'tensorflow.contrib.layers.xavier_initializer_conv2d': 'xavier_initializer',
    'tensorflow.contrib.seq2seq.sequence_loss': 'sequence_loss',
    'tensorflow.contrib.slim.flatten': 'flatten',
    'tensorflow.contrib.slim.l2_regularizer': 'l2_regularizer',
    'tensorflow.layers.average_pooling2d': 'average_pooling2d',
    'tensorflow.layers.batch_normalization': 'batch_normalization',
    'tensorflow.layers.conv2d': 'conv2d',
    'tensorflow.layers.conv2d_transpose': 'conv2d_transpose',
    'tensorflow.layers.dense': 'dense',
    'tensorflow.layers.dropout': 'dropout',
    'tensorflow.layers.flatten': 'flatten',
    'tensorflow.layers.max_pooling2d': 'max_pooling2d',
    **{f'{module}.{name}': name for module in ('tensorflow.contrib.rnn', 'tensorflow.nn.rnn_cell') for name in CELLS},
}
# What was in contrib, and is in tf.compat.v1 under another name.
ALIASES = {
    'tensorflow.contrib.framework.get_global_step': 'tensorflow.train.get_global_step',
    'tensorflow.contrib.framework.get_or_create_global_step': 'tensorflow.train.get_or_create_global_step',
    'tensorflow.contrib.framework.nest': 'tensorflow.nest',
    'tensorflow.contrib.rnn.static_bidirectional_rnn': 'tensorflow.nn.static_bidirectional_rnn',
    'tensorflow.contrib.rnn.static_rnn': 'tensorflow.nn.static_rnn',
    'tensorflow.contrib.slim.get_or_create_global_step': 'tensorflow.train.get_or_create_global_step',
}


def has(name: str) -> bool:
    """Whether a standalone module can be given what TensorFlow 1 called `name`."""
    return name in FUNCTIONS or any(name == alias or name.startswith(f'{alias}.') for alias in ALIASES)


def needed(function: str) -> list[str]:
    """The functions that `function` needs, itself last."""
    found = []
    for name in _functions()[function][1]:
        found += [one for one in needed(name) if one not in found]
    return [*found, function]


def imports(function: str) -> list[str]:
    """The modules beside TensorFlow that one function needs."""
    return [
        module for module in ('collections', 'math', 're') if re.search(rf'\b{module}\.', _functions()[function][0])
    ]


def parameters(function: str) -> list[str]:
    """The names of the parameters that a function, or the constructor of a class, takes."""
    node = ast.parse(_functions()[function][0]).body[0]
    if isinstance(node, ast.ClassDef):
        (node,) = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == '__init__']
    return [one.arg for one in node.args.args] if isinstance(node, ast.FunctionDef) else ['c', 'h']


def source(function: str, names: dict[str, str]) -> str:
    """The source of one function or class of the templates.

    Args:
        function: its name there.
        names: what it, what it needs, `tf` and modules are called in the ported module.
    """
    text = _functions()[function][0]
    tree, edits = ast.parse(text), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and names.get(node.id, node.id) != node.id:
            edits.append((node.lineno, node.col_offset, node.id))
    lines = text.split('\n')
    for line, column, name in sorted(edits, reverse=True):
        lines[line - 1] = lines[line - 1][:column] + names[name] + lines[line - 1][column + len(name) :]
    defined = re.compile(rf'^(def|class) {function}\b')
    return defined.sub(rf'\1 {names.get(function, function)}', '\n'.join(lines), count=1) + '\n'


@functools.cache
def _functions():
    """Maps names to the text of the function, class or assignment, and the others that it uses."""
    texts = {}
    for file in FILES:
        text = (TEMPLATES / file).read_text(encoding='utf-8')
        lines = text.split('\n')
        for node in ast.parse(text).body:
            if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Assign)):
                name = ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else node.name
                texts[name] = '\n'.join(lines[node.lineno - 1 : node.end_lineno])
    used = {
        name: {one.id for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Name)} for name, text in texts.items()
    }
    return {name: (text, sorted((used[name] & texts.keys()) - {name})) for name, text in texts.items()}
