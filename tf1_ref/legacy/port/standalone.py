"""What a standalone module gets in the place of what TensorFlow no longer has, copied from `templates/`."""

from __future__ import annotations

import ast
import functools
import pathlib

TEMPLATES = pathlib.Path(__file__).with_name('templates')
# What TensorFlow 1 called it: the function of `templates/functions.py`.
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
    'tensorflow.layers.conv2d': 'conv2d',
    'tensorflow.layers.dense': 'dense',
    'tensorflow.layers.dropout': 'dropout',
    'tensorflow.layers.flatten': 'flatten',
    'tensorflow.layers.max_pooling2d': 'max_pooling2d',
}


def needed(function: str) -> list[str]:
    """The functions that `function` needs, itself last."""
    found = []
    for name in _functions()[function][1]:
        found += [one for one in needed(name) if one not in found]
    return [*found, function]


def imports(function: str) -> list[str]:
    """The modules beside TensorFlow that one function needs."""
    return ['math'] if 'math.' in _functions()[function][0] else []


def source(function: str, names: dict[str, str]) -> str:
    """The source of one function of the templates.

    Args:
        function: its name there.
        names: what it, what it needs, `tf` and `math` are called in the ported module.
    """
    text = _functions()[function][0]
    tree, edits = ast.parse(text), []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and names.get(node.id, node.id) != node.id:
            edits.append((node.lineno, node.col_offset, node.id))
    lines = text.split('\n')
    for line, column, name in sorted(edits, reverse=True):
        lines[line - 1] = lines[line - 1][:column] + names[name] + lines[line - 1][column + len(name) :]
    return '\n'.join(lines).replace(f'def {function}(', f'def {names.get(function, function)}(', 1) + '\n'


@functools.cache
def _functions():
    """Name: the text of the function, and the other functions that it uses."""
    text = (TEMPLATES / 'functions.py').read_text(encoding='utf-8')
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    names, lines = {node.name for node in functions}, text.split('\n')
    found = {}
    for node in functions:
        used = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)} & names
        found[node.name] = '\n'.join(lines[node.lineno - 1 : node.end_lineno]), sorted(used - {node.name})
    return found
