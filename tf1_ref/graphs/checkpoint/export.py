"""The values of a checkpoint under their names, for whoever has no TensorFlow: `.npz` (NumPy) or `.safetensors`."""

from __future__ import annotations

import json
import pathlib
import zipfile
from collections.abc import Iterable
from typing import Any

from tf1_ref.errors import InputError, missing_extra
from tf1_ref.files import written_beside
from tf1_ref.graphs.checkpoint.keras_files import Reader, is_keras_file
from tf1_ref.graphs.graph import Variable
from tf1_ref.graphs.reading.quietly import tensorflow_1
from tf1_ref.terminal import counted


def write(prefix: str, variables: Iterable[Variable], out: str, overwrite: bool = False) -> list[str]:
    """Writes the values of a checkpoint into one file; nothing is there under `out` before all of it is.

    Args:
        prefix: of the checkpoint, or a file of Keras'.
        variables: those to be written.
        out: the file, `.npz` (written one variable after the other, uncompressed; NumPy knows no bfloat16, whose
            values are float32 there) or `.safetensors`.
        overwrite: whether `out` may be there already.

    Returns:
        The names of the variables that are left out, because they hold no numbers.

    Raises:
        InputError: `out` is there already, cannot be written, or cannot hold values of such a type.
        SetupError: safetensors is not installed.
    """
    place = pathlib.Path(out)
    if place.exists() and not overwrite:
        raise InputError(f'{out} is there already; name another file, or say --overwrite')
    reader = Reader(prefix) if is_keras_file(prefix) else tensorflow_1().train.load_checkpoint(prefix)
    numbers = [variable for variable in variables if variable.dtype not in ('string', 'object')]
    save = _write_npz if out.endswith('.npz') else _write_safetensors
    try:
        with written_beside(place) as file:
            save(file, reader, [variable.name for variable in numbers])
    except OSError as error:
        raise InputError(f'{out}: cannot be written ({error.strerror or error}); name another place') from error
    return [variable.name for variable in variables if variable not in numbers]


def _write_npz(file: Any, reader: Any, names: list[str]) -> None:
    import numpy as np

    with zipfile.ZipFile(file, 'w', zipfile.ZIP_STORED) as archive:
        for name in names:
            value = np.asarray(reader.get_tensor(name))
            if value.dtype.kind == 'V' and value.dtype.names is None:  # bfloat16, which would be read as mere bytes
                value = value.astype(np.float32)
            with archive.open(zipfile.ZipInfo(f'{name}.npy'), 'w', force_zip64=True) as member:
                np.lib.format.write_array(member, value, allow_pickle=False)


def _write_safetensors(file: Any, reader: Any, names: list[str]) -> None:
    try:
        import safetensors.numpy
    except ImportError as error:
        raise missing_extra(error.name or 'safetensors', 'safetensors') from None
    import numpy as np

    values = {name: np.array(reader.get_tensor(name), order='C') for name in names}
    try:
        content = safetensors.numpy.save(values)
    except safetensors.SafetensorError as error:
        raise InputError(f'safetensors cannot hold these values ({error}); write a file .npz') from error
    file.write(content)


def said(out: str, count: int, left_out: list[str], as_json: bool) -> str:
    """What the command prints of it."""
    if as_json:
        return json.dumps({'written': out, 'variables': count, 'left out': left_out}, indent=1)
    rest = f'; left out, as they hold no numbers: {", ".join(left_out)}' if left_out else ''
    return f'written: {out}, {counted(count, "variable")} under their names{rest}'
