"""Which checkpoint the user means, and what is in it: of today's format or V1's, in shards, by names or objects."""

from __future__ import annotations

import dataclasses
import glob
import pathlib
import re

from tf1_ref.errors import InputError
from tf1_ref.graphs.checkpoint.keras_files import Reader, is_keras_file
from tf1_ref.graphs.checkpoint.variable_names import spoken_names
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.reading.quietly import tensorflow_1
from tf1_ref.graphs.reading.sources import TABLE
from tf1_ref.terminal import one_line

OBJECT_GRAPH = '_CHECKPOINTABLE_OBJECT_GRAPH'
_FILE = re.compile(r'(.+)\.(?:index|meta|data-\d{5}-of-\d{5})')
_SHARD = re.compile(r'(.+)-\d{5}-of-(\d{5})')


@dataclasses.dataclass(frozen=True)
class Checkpoint:
    """What is in a checkpoint.

    Attributes:
        prefix: what TensorFlow calls it.
        format: 'V2', 'V1' of before TensorFlow 0.12, or 'Keras' for its HDF5 and `.keras` files.
        variables: by name; without the graph of objects.
        spoken: of an object-based checkpoint, what its variables are called, see `variable_names.spoken_names`.
    """

    prefix: str
    format: str
    variables: list[Variable]
    spoken: dict[str, str]


def find_prefix(operand: str) -> str:
    """The prefix of the checkpoint that the user means.

    Args:
        operand: a prefix, any of a checkpoint's files (`.index`, `.data-00000-of-00001`, `.meta`), or a folder: its
            newest checkpoint as its file `checkpoint` tells, or the only one that is in it.

    Raises:
        InputError: there is none, a part of it is missing, or there are several.
    """
    path = pathlib.Path(operand)
    try:
        if path.is_dir():
            return _in_folder(operand, path)
        if is_keras_file(path):
            return operand
        named = _FILE.fullmatch(operand)
        is_part = named and (operand.endswith('.index') or not _is_table(path))
        return _whole(named[1] if named and is_part else operand)
    except (OSError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f'cannot read {operand!a}: {getattr(error, "strerror", None) or error}') from error


def read_checkpoint(prefix: str) -> Checkpoint:
    """Reads every value once, so that damage is found.

    Raises:
        InputError: it cannot be read.
    """
    if is_keras_file(prefix):
        reader = Reader(prefix)
        for one in reader.variables:
            reader.get_tensor(one.name)
        return Checkpoint(prefix, 'Keras', reader.variables, {})
    from tf1_ref.graphs.reading.from_tensorflow import from_checkpoint

    variables = from_checkpoint(prefix, prefix).variables or []
    names = [variable.name for variable in variables]
    spoken = spoken_names(names, _full_names(prefix)) if OBJECT_GRAPH in names else {}
    kind = 'V2' if pathlib.Path(f'{prefix}.index').exists() else 'V1'
    return Checkpoint(prefix, kind, [one for one in variables if one.name != OBJECT_GRAPH], spoken)


def _in_folder(operand, path):
    from tf1_ref.graphs.reading.from_tensorflow import latest_checkpoint

    found = sorted(str(index)[: -len('.index')] for index in path.glob('*.index'))
    if (path / 'checkpoint').exists():
        prefix = latest_checkpoint(operand)
        if prefix is None:
            others = f'; name one of {", ".join(found)}' if found else ''
            raise InputError(f'{operand}: what its file `checkpoint` names is not there{others}')
        return prefix
    if len(found) != 1:
        what = f'has {len(found)} checkpoints; name one of {", ".join(found)}' if found else 'has no checkpoint'
        raise InputError(f'{operand} {what}')
    return _whole(found[0])


def _whole(prefix):
    """The prefix, once all its files are there."""
    index = pathlib.Path(f'{prefix}.index')
    data = sorted(glob.glob(f'{glob.escape(prefix)}.data-?????-of-?????'))
    if index.exists():
        if not _is_table(index):
            raise InputError(f'{index} is no index of a checkpoint, or only a part of one; copy it anew')
        count = int(data[0][-5:]) if data else 1
        missing = [name for name in _shards(f'{prefix}.data', count) if name not in data]
    elif data:
        raise InputError(f'{prefix}: the checkpoint lacks its index, {index}; copy it beside its data')
    elif _is_table(pathlib.Path(prefix)):
        of_shards = _SHARD.fullmatch(prefix)
        return _whole_v1(of_shards[1], int(of_shards[2])) if of_shards else prefix
    else:
        shards = sorted(glob.glob(f'{glob.escape(prefix)}-?????-of-?????'))
        if not shards:
            raise InputError(
                f'{one_line(prefix)} is no checkpoint: there is no {one_line(prefix)}.index, and it is no V1'
            )
        return _whole_v1(prefix, int(shards[0][-5:]))
    if missing:
        raise InputError(f'{prefix}: the checkpoint lacks {", ".join(missing)}; copy it beside its index')
    return prefix


def _whole_v1(prefix, count):
    missing = [name for name in _shards(prefix, count) if not pathlib.Path(name).exists()]
    if missing:
        raise InputError(f'{prefix}: the checkpoint lacks {", ".join(missing)}; copy it beside the others')
    return f'{prefix}-?????-of-{count:05}'  # as TensorFlow names it


def _shards(prefix, count):
    return [f'{prefix}-{number:05}-of-{count:05}' for number in range(count)]


def _is_table(path):
    """Whether a file is an index, or a whole checkpoint of before 0.12."""
    if not path.is_file():
        return False
    with open(path, 'rb') as file:
        file.seek(max(0, path.stat().st_size - len(TABLE)))
        return file.read() == TABLE


def _full_names(prefix):
    """The name that each variable of an object-based checkpoint had in its graph, by key."""
    from google.protobuf.message import DecodeError

    from tf1_ref.graphs.reading.messages import BINARY

    content = tensorflow_1().train.load_checkpoint(prefix).get_tensor(OBJECT_GRAPH)
    try:
        nodes = BINARY.TrackableObjectGraph.FromString(content).nodes
    except (DecodeError, TypeError) as error:
        raise InputError(f'{prefix}: the graph of its objects is damaged ({one_line(error)})') from error
    return {one.checkpoint_key: one.full_name for node in nodes for one in node.attributes if one.full_name}
