"""The values of a checkpoint under their names, for whoever has no TensorFlow: `.npz` (NumPy) or `.safetensors`.

Values are copied in pieces. Where TensorFlow has to read them (see `reading/bundle.py`), a whole variable is in memory.
"""

from __future__ import annotations

import json
import pathlib
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from tf1_ref.errors import InputError
from tf1_ref.files import written_beside
from tf1_ref.graphs.checkpoint.keras_files import Reader, is_keras_file
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.reading.quietly import tensorflow_1
from tf1_ref.terminal import counted

# What the types are called there, in the order in which their values stand in the file.
SAFETENSORS = {
    'uint64': 'U64', 'int64': 'I64', 'float64': 'F64', 'float32': 'F32', 'uint32': 'U32', 'int32': 'I32',
    'bfloat16': 'BF16', 'float16': 'F16', 'uint16': 'U16', 'int16': 'I16', 'int8': 'I8', 'uint8': 'U8', 'bool': 'BOOL',
}  # fmt: skip
_NO_NAME = '__metadata__'


def write(prefix: str, variables: Iterable[Variable], out: str, overwrite: bool = False) -> list[str]:
    """Writes the values of a checkpoint into one file; nothing is there under `out` before all of it is.

    Args:
        prefix: of the checkpoint, or a file of Keras'.
        variables: those to be written.
        out: the file, `.npz` (uncompressed; NumPy knows no bfloat16, whose values are float32 there) or `.safetensors`.
        overwrite: whether `out` may be there already.

    Returns:
        The names of the variables that are left out, because they hold no numbers.

    Raises:
        InputError: `out` is there already, cannot be written, or cannot hold values of such a type.
    """
    place = pathlib.Path(out)
    if place.exists() and not overwrite:
        raise InputError(f'{out} is there already; name another file, or say --overwrite')
    numbers = [variable for variable in variables if variable.dtype not in ('string', 'object')]
    save = _write_npz if out.endswith('.npz') else _write_safetensors
    reader = _reader(prefix)
    try:
        with written_beside(place) as file:
            save(file, reader, numbers)
    except OSError as error:
        raise InputError(f'{out}: cannot be written ({error.strerror or error}); name another place') from error
    return [variable.name for variable in variables if variable not in numbers]


def _reader(prefix):
    from tf1_ref.graphs.reading.bundle import Bundle, NotPlain

    if is_keras_file(prefix):
        return Reader(prefix)
    try:
        return Bundle(prefix)
    except NotPlain:
        return tensorflow_1().train.load_checkpoint(prefix)


def _pieces(reader: Any, variable: Variable, as_float32: bool = False) -> Iterator[Any]:
    """Yields the bytes of a value, little-endian, piece by piece; those of bfloat16 as float32 if that is wanted."""
    import numpy as np

    from tf1_ref.graphs.reading.bundle import Bundle, NotPlain, stored

    try:
        if isinstance(reader, Bundle):
            found: Iterable[Any] = reader.pieces(variable.name)
        else:
            value = np.ascontiguousarray(reader.get_tensor(variable.name))
            value = value.view(np.uint16) if variable.dtype == 'bfloat16' else value
            found = [value.astype(np.dtype(stored(variable.dtype)).newbyteorder('<'), copy=False).reshape(-1)]
        for piece in found:
            yield np.left_shift(np.frombuffer(piece, '<u2'), 16, dtype='<u4').data if as_float32 else piece
    except NotPlain as error:  # it has been read before, and is another now
        raise InputError(f'the checkpoint has changed while it was read ({error}); try again') from error


def _write_npz(file: Any, reader: Any, variables: list[Variable]) -> None:
    import numpy as np

    from tf1_ref.graphs.reading.bundle import NUMBERS

    with zipfile.ZipFile(file, 'w', zipfile.ZIP_STORED) as archive:
        for variable in variables:
            with archive.open(zipfile.ZipInfo(f'{variable.name}.npy'), 'w', force_zip64=True) as member:
                if variable.dtype not in NUMBERS:
                    np.lib.format.write_array(member, np.asarray(reader.get_tensor(variable.name)), allow_pickle=False)
                    continue
                is_half = variable.dtype == 'bfloat16'
                kind = np.dtype('float32' if is_half else variable.dtype).newbyteorder('<')
                header = {'descr': kind.str, 'fortran_order': False, 'shape': variable.shape}
                np.lib.format.write_array_header_1_0(member, header)
                for piece in _pieces(reader, variable, is_half):
                    member.write(piece)


def _write_safetensors(file: Any, reader: Any, variables: list[Variable]) -> None:
    """Writes the length of a header, the header, which says where each value is, and the values."""
    import numpy as np

    from tf1_ref.graphs.reading.bundle import stored

    for one in variables:
        if one.dtype not in SAFETENSORS or one.name == _NO_NAME:
            reason = f'{one.name}: {one.dtype}' if one.name != _NO_NAME else f'the name {one.name}'
            raise InputError(f'safetensors cannot hold these values ({reason}); write a file .npz')
    order = list(SAFETENSORS)
    variables = sorted(variables, key=lambda one: (order.index(one.dtype), one.name))
    header, end = {}, 0
    for one in variables:
        start, end = end, end + np.dtype(stored(one.dtype)).itemsize * int(np.prod(one.shape or (), dtype=np.int64))
        shape = list(one.shape or ())
        header[one.name] = {'dtype': SAFETENSORS[one.dtype], 'shape': shape, 'data_offsets': [start, end]}
    text = json.dumps(header, separators=(',', ':'), ensure_ascii=False).encode()
    text += b' ' * (-len(text) % 8)
    file.write(len(text).to_bytes(8, 'little') + text)
    for one in variables:
        for piece in _pieces(reader, one):
            file.write(piece)


def said(out: str, count: int, left_out: list[str], as_json: bool) -> str:
    """What the command prints of it."""
    if as_json:
        return json.dumps({'written': out, 'variables': count, 'left out': left_out}, indent=1)
    rest = f'; left out, as they hold no numbers: {", ".join(left_out)}' if left_out else ''
    return f'written: {out}, {counted(count, "variable")} under their names{rest}'
