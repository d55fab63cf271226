"""Writes `tf1_ref/compat/built/op_types.txt`, the op types of TensorFlow 1.15, by asking the genuine article.

python -m tests.golden.programs.op_types [FILE]
"""

from __future__ import annotations

import pathlib
import sys

TABLE = pathlib.Path(__file__).resolve().parent.parent.parent.parent / 'tf1_ref' / 'compat' / 'built' / 'op_types.txt'


def main(path=TABLE):
    """Writes the types, one in a line."""
    from tensorflow.core.framework import op_def_pb2
    from tensorflow.python import pywrap_tensorflow

    found = op_def_pb2.OpList()
    found.ParseFromString(pywrap_tensorflow.TF_GetBuffer(pywrap_tensorflow.TF_GetAllOpList()))
    pathlib.Path(path).write_text('\n'.join(sorted(op.name for op in found.op)) + '\n')


if __name__ == '__main__':
    if sys.version_info[:2] == (3, 7):
        main(*sys.argv[1:])
    else:
        from tests.golden import generate

        generate.run_genuine('tests.golden.programs.op_types', *sys.argv[1:])
