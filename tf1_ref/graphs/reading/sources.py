"""Whatever has a graph in it becomes a `Graph`. Files are told apart by what is in them, not by what they are called.

TensorFlow is imported only for what needs it: code that builds a graph, and checkpoints.
"""

from __future__ import annotations

import pathlib
import re
import stat

from tf1_ref.errors import InputError
from tf1_ref.graphs.graph import Graph

FUNCTION = re.compile(r'[A-Za-z_][\w.]*:[A-Za-z_][\w.]*')
CHECKPOINT_FILE = re.compile(r'(.+)\.(index|data-\d{5}-of-\d{5})')
DATA_FILE = '{}.data-*-of-*'
# What a protocol buffer can hold; and what is still read of text, which takes many times its size once it is parsed.
LARGEST, LARGEST_TEXT = 2**31 - 1, 2**27
# How a table of TensorFlow's ends: the index of a checkpoint, or a whole one of before 0.12.
TABLE = (0xDB4775248B80FB57).to_bytes(8, 'little')
OPERANDS = """\
  MODULE:FUNCTION   a function without arguments that builds a graph; it is called
  FILE.py           a script; it is run up to its first Session.run
  FILE              a GraphDef or MetaGraph, binary or text, or a snapshot
  FOLDER            a SavedModel, or a folder with checkpoints
  PREFIX            a checkpoint, such as runs/cnn/model.ckpt-500"""


def open_graph(operand: str) -> Graph:
    """Reads a graph from what the user named.

    Args:
        operand: `module:function`, the path of a script (`.py`), of a GraphDef, MetaGraph or snapshot, of a SavedModel,
            or of a checkpoint: its prefix, one of its files, or its folder.

    Returns:
        What the source tells of the graph.

    Raises:
        InputError: there is no such thing, or no graph in it.
    """
    path = pathlib.Path(operand)
    try:
        if not path.exists():
            return _not_a_file(operand)
        if path.is_dir():
            return _folder(operand, path)
        return _file(operand, path)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f'cannot read {operand!a}: {getattr(error, "strerror", None) or error}') from error
    except MemoryError as error:
        raise InputError(f'{operand}: reading it needs more memory than there is') from error


def _not_a_file(operand):
    prefix = pathlib.Path(operand)
    if prefix.with_name(f'{prefix.name}.index').exists():
        return _checkpoint(operand, operand)
    if any(prefix.parent.glob(DATA_FILE.format(prefix.name))):
        raise InputError(f'{operand}: the checkpoint lacks its index, {operand}.index; copy it beside its data')
    if FUNCTION.fullmatch(operand):
        from tf1_ref.graphs.reading import builders

        return builders.from_function(operand)
    raise InputError(f'{operand!a} is neither a file or folder, nor a checkpoint, nor a MODULE:FUNCTION')


def _folder(operand, path):
    for name in ('saved_model.pb', 'saved_model.pbtxt'):
        if (path / name).exists():
            return _file(operand, path / name)
    if not (path / 'checkpoint').exists():
        raise InputError(
            f'{operand} is no SavedModel and has no checkpoints: neither saved_model.pb nor checkpoint is in it'
        )
    from tf1_ref.graphs.reading import from_tensorflow

    prefix = from_tensorflow.latest_checkpoint(operand)
    if prefix is None:
        raise InputError(f'{operand}: what its file `checkpoint` names is not there')
    return _checkpoint(operand, prefix)


def _checkpoint(operand, prefix):
    from tf1_ref.graphs.reading import from_tensorflow

    return from_tensorflow.from_checkpoint(operand, prefix)


def _file(operand, path):
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise InputError(f'{operand} is no regular file')
    if path.suffix == '.py':
        from tf1_ref.graphs.reading import builders

        return builders.from_script(operand)
    with open(path, 'rb') as file:
        head = file.read(4096)
        file.seek(max(0, status.st_size - len(TABLE)))
        named = CHECKPOINT_FILE.fullmatch(operand)
        if file.read() == TABLE:
            return _checkpoint(operand, named[1] if named else operand)
        file.seek(0)
        if named:
            return _not_a_file(named[1])
        is_text = _is_text(head)
        largest = LARGEST_TEXT if is_text else LARGEST
        if status.st_size > largest:
            raise InputError(f'{operand} has {status.st_size:,} bytes; more than {largest:,} cannot be read')
        content = file.read()
    from tf1_ref.graphs.reading import graph_files

    return (
        graph_files.from_text(operand, _decoded(operand, content))
        if is_text
        else graph_files.from_bytes(operand, content)
    )


def _is_text(head):
    """Whether a file begins like one: more than blanks, and no control characters but those that structure a text."""
    return bool(head.strip()) and not re.search(rb'[\x00-\x08\x0e-\x1f]', head)


def _decoded(operand, content):
    try:
        return content.decode('utf-8-sig')
    except UnicodeDecodeError as error:
        raise InputError(f'{operand} is no UTF-8 text (byte {error.start:,}), and no binary graph') from error
