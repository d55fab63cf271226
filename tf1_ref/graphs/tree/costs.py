"""What the operations of a graph cost: sizes for a batch, multiply-adds, bytes. Needs no TensorFlow.

Multiply-adds are those of convolutions and matrix products, forward and backward. Activations are the outputs of
operations that depend on what is fed, each once; what only hands a tensor on (`Identity`, `Reshape`) has none.
"""

from __future__ import annotations

import dataclasses
import graphlib
import math
from collections.abc import Iterator

from tf1_ref.graphs.graph import Graph, Op, Shape, known_sizes
from tf1_ref.graphs.tree.sizes import PLACEHOLDERS, Sizes

VARIABLES = ('Variable', 'VariableV2', 'VarHandleOp', 'ReadVariableOp')
# Operations whose output is their input's memory, or a variable's.
SHARING = {
    'Identity', 'IdentityN', 'Reshape', 'Squeeze', 'ExpandDims', 'StopGradient', 'PreventGradient', 'CheckNumerics',
    'Snapshot', 'Switch', 'RefSwitch', 'Merge', 'RefMerge', 'Enter', 'RefEnter', 'Exit', 'RefExit', 'NextIteration',
    'RefNextIteration', 'LoopCond', 'BroadcastGradientArgs',
}  # fmt: skip
UPDATES = ('Assign', 'Apply', 'ResourceApply', 'SparseApply', 'ResourceSparseApply', 'Scatter', 'ResourceScatter')
BITS = {
    'bool': 8, 'uint8': 8, 'int8': 8, 'quint8': 8, 'qint8': 8, 'float16': 16, 'bfloat16': 16, 'int16': 16, 'uint16': 16,
    'qint16': 16, 'quint16': 16, 'float32': 32, 'int32': 32, 'uint32': 32, 'qint32': 32, 'float64': 64, 'int64': 64,
    'uint64': 64, 'complex64': 64, 'complex128': 128, 'float8_e4m3fn': 8, 'float8_e5m2': 8, 'int4': 8, 'uint4': 8,
}  # fmt: skip
# Attributes that name the type of an operation's output, the first that is there.
OUTPUT_TYPES = ('DstT', 'out_type', 'output_type', 'dtype', 'T', 'Tparams', 'SrcT')
COMPARISONS = (
    'Equal',
    'NotEqual',
    'Less',
    'LessEqual',
    'Greater',
    'GreaterEqual',
    'LogicalAnd',
    'LogicalOr',
    'LogicalNot',
)


@dataclasses.dataclass(frozen=True, slots=True)
class Cost:
    """What an operation costs.

    Attributes:
        shape: of its first output, for the batch; None if it has none or it is not known.
        multiply_adds: 0 for what is neither a convolution nor a matrix product.
        activation_bytes: of its outputs, if they depend on what is fed.
        is_known: whether all sizes that this took were known.
    """

    shape: Shape
    multiply_adds: int
    activation_bytes: int
    is_known: bool


def costs(graph: Graph, batch: int = 1) -> Iterator[tuple[Op, Cost]]:
    """Yields every operation with its cost.

    Args:
        graph: with operations.
        batch: the size of a placeholder's first dimension where that is not known; it is followed through the graph.
    """
    sizes = Sizes(batch)
    depends = set()
    for op in _in_order(graph.ops):
        shapes = sizes.add(op)
        producers = [tensor.partition(':')[0] for tensor in op.inputs]
        if _is_fed(op) or (op.type not in ('RestoreV2', 'Restore') and any(name in depends for name in producers)):
            depends.add(op.name)
        multiply_adds = _multiply_adds(op, shapes, [sizes.shapes.get(tensor) for tensor in op.inputs])
        is_activation = op.name in depends and op.type not in SHARING and not op.type.startswith(UPDATES)
        activations = _bytes(op, shapes) if is_activation else 0
        known = multiply_adds is not None and activations is not None
        yield op, Cost(shapes[0] if shapes else None, multiply_adds or 0, activations or 0, known)


def bytes_of(shape: Shape, dtype: str) -> int | None:
    """The size of a tensor; None if it is not known. Strings count nothing."""
    sizes = known_sizes(shape)
    return None if sizes is None else math.prod(sizes) * BITS.get(dtype.removesuffix('_ref'), 0) // 8


def _in_order(ops):
    """The operations, each behind those it reads; a loop's way back aside."""
    by_name = {op.name: op for op in ops}
    reads = {op.name: [tensor.partition(':')[0] for tensor in op.inputs] for op in ops}
    for op in ops:
        if op.type.endswith('Merge'):
            reads[op.name] = [name for name in reads[op.name] if not by_name[name].type.endswith('NextIteration')]
    return [by_name[name] for name in graphlib.TopologicalSorter(reads).static_order()]


def _is_fed(op):
    return op.type in PLACEHOLDERS or not (op.inputs or op.type in ('Const', 'NoOp', *VARIABLES))


def _multiply_adds(op, outputs, inputs):
    """How many multiply-adds an operation does; None if a size that it takes is not known; 0 for other operations."""
    try:
        return _COUNTS[op.type](op, outputs, inputs) if op.type in _COUNTS else 0
    except (TypeError, IndexError):  # a size is None, or a shape is
        return None


def _convolution(op, outputs, inputs):
    return math.prod(outputs[0]) * math.prod(inputs[1][:-1])


def _depthwise(op, outputs, inputs):
    return math.prod(outputs[0]) * math.prod(inputs[1][:2])


def _convolution_input_gradient(op, outputs, inputs):
    return math.prod(inputs[2]) * math.prod(inputs[1][:-1])


def _convolution_filter_gradient(op, outputs, inputs):
    return math.prod(inputs[2]) * math.prod(outputs[0][:-1])


def _depthwise_input_gradient(op, outputs, inputs):
    return math.prod(inputs[2]) * math.prod(inputs[1][:2])


def _depthwise_filter_gradient(op, outputs, inputs):
    return math.prod(inputs[2]) * math.prod(outputs[0][:2])


def _matrix_product(op, outputs, inputs):
    is_transposed = 'True' in (op.attributes.get('transpose_a'), op.attributes.get('adj_x'))
    return math.prod(outputs[0]) * inputs[0][-2 if is_transposed else -1]


_COUNTS = {
    'Conv2D': _convolution,
    'Conv3D': _convolution,
    'Conv2DBackpropInput': _convolution_input_gradient,
    'Conv3DBackpropInputV2': _convolution_input_gradient,
    'Conv2DBackpropFilter': _convolution_filter_gradient,
    'Conv3DBackpropFilterV2': _convolution_filter_gradient,
    'DepthwiseConv2dNative': _depthwise,
    'DepthwiseConv2dNativeBackpropInput': _depthwise_input_gradient,
    'DepthwiseConv2dNativeBackpropFilter': _depthwise_filter_gradient,
    'MatMul': _matrix_product,
    'BatchMatMul': _matrix_product,
    'BatchMatMulV2': _matrix_product,
    'BatchMatMulV3': _matrix_product,
}


def dtype_of(op: Op) -> str:
    """The type of an operation's first output; an empty text if its attributes do not tell."""
    return (
        'bool'
        if op.type in COMPARISONS
        else next((op.attributes[key] for key in OUTPUT_TYPES if key in op.attributes), '')
    )


def _bytes(op, shapes):
    """The bytes of all outputs; None if a size is not known."""
    sizes = [bytes_of(shape, dtype_of(op)) for shape in shapes]
    return None if None in sizes else sum(sizes)
