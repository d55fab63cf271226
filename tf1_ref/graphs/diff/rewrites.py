"""What TensorFlow itself builds otherwise in another version: a table of known rewrites, each with its cause.

An entry says what may differ between an older graph (left) and a newer one (right); no version is asked for, so that
entries hold in the other direction too. An op is written with its name inside the scope that the entry speaks of, and
`*` for a tensor from outside that scope:

    - Fill = Fill(Shape, grad_ys_0)             gone
    + grad_ys_0/Const = Const()                 come
    Cast: Cast(floordiv) -> (Prod)              other inputs
    Shape_1: Shape(*) -> Const()                another type, and its inputs
    Sum: keep_dims False -> True                another attribute
    group_deps: ^(Reshape) -> (Mul)             other control inputs
    = Fill -> grad_ys_0                         another name

In an entry `#` stands for any one tensor, `##` for any number of them, `###` twice for the same one both times, and
`_N` for a uniquifier or none.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator

# Types that TensorFlow replaced by another that computes the same: the newer, the older, and the cause.
TYPES = {
    'AddV2': ('Add', 'the operator + builds AddV2 since TensorFlow 2.0'),
    'Variable': ('VariableV2', 'tf.Variable built Variable before TensorFlow 1.0'),
    'SelectV2': ('Select', 'one of two is chosen by the op that broadcasts since 2.x'),
    'StatelessCase': ('Case', 'what has no state is marked since 2.x'),
    'ParallelMapDatasetV2': ('ParallelMapDataset', 'parallel calls are counted in 64 bits since 2.x'),
}
# Types that came in TensorFlow 2 and have no counterpart of their own before it: they tell which graph is newer.
ONLY_IN_2 = {'DecodeImage', 'LegacyParallelInterleaveDatasetV2', 'ParseExampleV2', 'ParseSequenceExampleV2'}
# Attributes that ops have gained, with the value that means what was meant before: type ('*': any), attribute, value.
GAINED = {
    ('*', '_has_manual_control_dependencies', 'True'): 'ops under tf.control_dependencies are marked since 2.4',
    ('MatMul', 'grad_a', 'False'): 'a MatMul that is a gradient is marked since 2.13',
    ('MatMul', 'grad_b', 'False'): 'a MatMul that is a gradient is marked since 2.13',
    ('MatMul', 'grad_a', 'True'): 'a MatMul that is a gradient is marked since 2.13',
    ('MatMul', 'grad_b', 'True'): 'a MatMul that is a gradient is marked since 2.13',
    ('*', 'explicit_paddings', ''): 'padding may be given in numbers since 1.14',
    ('*', 'dilations', '1 1 1 1'): 'convolutions have dilations since 1.5',
    ('*', 'half_pixel_centers', 'False'): 'resizing knows half-pixel centres since 1.14',
    ('Fill', 'index_type', 'int32'): 'the type of the sizes of Fill may be chosen since 1.6',
    ('Cast', 'Truncate', 'False'): 'casts know two ways to round since 1.11',
}
# The same for attributes that came in TensorFlow 2: cause, types, attributes with their values ('*': whatever it is).
GAINED_IN_2 = (
    (
        'variables may be kept to devices, and have a name for messages',
        'VarHandleOp',
        {'allowed_devices': '', 'debug_name': '*'},
    ),
    ('what a function only reads is marked', '*', {'_read_only_resource_inputs': ''}),
    ('assigning may check shapes', 'AssignVariableOp', {'validate_shape': '*'}),
    ('batches of products that are gradients are marked', 'BatchMatMulV2', {'grad_x': '*', 'grad_y': '*'}),
    ('concatenated shapes may have 64 bits', 'ConcatOffset', {'shape_type': 'int32'}),
    ('top_k counts by a type that may be chosen', 'TopKV2', {'Tk': 'int32', 'index_type': 'int32'}),
    (
        'segments may be numbered in 64 bits, and have sparse gradients',
        'SparseSegmentSum SparseSegmentMean SparseSegmentSqrtN SparseSegmentMeanGrad SparseSegmentSqrtNGrad '
        'SparseSegmentSumWithNumSegments SparseSegmentMeanWithNumSegments SparseSegmentSqrtNWithNumSegments',
        {'Tsegmentids': 'int32', 'sparse_gradient': 'False'},
    ),
    (
        'what is done with a wrong index may be chosen',
        'GatherNd ScatterNd ScatterNdAdd ScatterNdSub ScatterNdUpdate TensorScatterAdd TensorScatterSub '
        'TensorScatterUpdate',
        {'bad_indices_policy': ''},
    ),
    ('batch normalization may average by a factor', 'FusedBatchNormV3', {'exponential_avg_factor': '1'}),
    (
        'the linear part of Ftrl may be multiplied by the rate',
        'ApplyFtrl ApplyFtrlV2 ResourceApplyFtrl ResourceSparseApplyFtrl SparseApplyFtrl',
        {'multiply_linear_by_lr': 'False'},
    ),
    (
        'Fourier transforms know doubles',
        'RFFT RFFT2D RFFT3D IRFFT IRFFT2D IRFFT3D',
        {'Treal': 'float32', 'Tcomplex': 'complex64'},
    ),
    (
        'numbers may be quantized by channels, in a narrow range',
        'Dequantize QuantizeV2 QuantizeAndDequantizeV2',
        {'axis': '-1', 'dtype': 'float32', 'narrow_range': 'False', 'ensure_minimum_range': '0.01'},
    ),
    (
        'parallel maps may keep the order or not, and have threads of their own',
        'ParallelMapDatasetV2',
        {'deterministic': 'default', 'metadata': '', 'use_unbounded_threadpool': 'False'},
    ),
    ('a checkpoint may lack parts', 'MergeV2Checkpoints', {'allow_missing_files': 'False'}),
    ('the blank of CTC may be chosen', 'CTCGreedyDecoder', {'blank_index': '-1'}),
    ('a singular system may be perturbed', 'TridiagonalSolve', {'perturb_singular': 'False'}),
    (
        'data sets may be named and split',
        'BatchDatasetV2 CacheDataset ConcatenateDataset FilterDataset FlatMapDataset InterleaveDataset '
        'MapAndBatchDataset MapDataset PaddedBatchDatasetV2 RangeDataset RepeatDataset ShuffleAndRepeatDataset '
        'ShuffleDataset SkipDataset TakeDataset TensorDataset TensorSliceDataset ZipDataset',
        {
            'metadata': '', 'force_synchronous': 'False', 'replicate_on_split': 'False', 'is_files': '*',
            'reshuffle_each_iteration': 'True',
        },
    ),
)  # fmt: skip
GAINED |= {
    (kind, attribute, value): f'{cause} since 2.x'
    for cause, types, attributes in GAINED_IN_2
    for kind in types.split()
    for attribute, value in attributes.items()
}


@dataclasses.dataclass(frozen=True)
class Rewrite:
    """One entry.

    Attributes:
        cause: what changed in TensorFlow.
        of: types of the ops whose gradient function is rewritten; none: the scope may be any.
        edits: what may differ.
    """

    cause: str
    of: tuple[str, ...]
    edits: tuple[str, ...]


MEAN = (
    # 1.15 counts what a mean is over by dividing one size by another, 2.x multiplies the sizes of the reduced axes.
    '- Shape_2 = ##', '- Shape_3 = ##', '- Const_1 = Const()', '- Prod_1 = Prod(#, Const_1)',
    '- Maximum/y = Const()', '- Maximum_1/y = Const()', '- Maximum = Maximum(#, Maximum/y)',
    '- Maximum_1 = Maximum(Prod_1, Maximum_1/y)', '- floordiv = FloorDiv(#, Maximum)',
    '- floordiv_1 = FloorDiv(Prod, Maximum_1)', '+ Size_N = Const()', '+ add_N = Add(*, Size_N)',
    '+ mod_N = FloorMod(add_N, Size_N)', '+ GatherV2/axis = Const()',
    '+ GatherV2 = GatherV2(Shape_N, mod_N, GatherV2/axis)',
    'Prod: Prod(Shape_N, Const) -> (GatherV2, Const)', 'Cast: Cast(floordiv_N) -> (Prod)',
    # 1.15 spreads a reduced gradient with Tile, 2.x with BroadcastTo.
    '- Tile = Tile(Reshape, floordiv)', '+ BroadcastTo = BroadcastTo(#, Shape)',
    '- Reshape = Reshape(*, DynamicStitch)',
    '- DynamicStitch = DynamicStitch(range, mod, Shape, Fill)', '- Fill = Fill(Shape_1, Fill/value)',
    '- Fill/value = Const()', '+ ones = Fill(Shape_1, ones/Const)', '+ ones/Const = Const()', '= Fill -> ones',
    '= Fill/value -> ones/Const', '- range = Range(range/start, Size, range/delta)', '- range/start = Const()',
    '- range/delta = Const()', 'truediv: RealDiv(Tile, Cast) -> (BroadcastTo, Cast)',
    'DynamicStitch: DynamicStitch(range, mod, Shape, Fill) -> (range, mod, Shape, ones)',
    'Shape_1: Const() -> Shape(*)', '= Shape_2 -> Shape_1',
    'Tile: Tile(Reshape, floordiv) -> BroadcastTo(Reshape, Shape)', '= Tile -> BroadcastTo',
)  # fmt: skip
BROADCAST = (
    # 1.15 sums over what an operand was broadcast along, as found while running; 2.x leaves out what is known.
    '- BroadcastGradientArgs = BroadcastGradientArgs(#, #)', '- BroadcastGradientArgs/s0 = Const()',
    '- BroadcastGradientArgs/s1 = Const()', '- Sum_N = Sum(#, BroadcastGradientArgs)',
    '- Sum_N = Sum(#, BroadcastGradientArgs:1)', '- Reshape_N = Reshape(#, Shape_N)', '- Reshape/shape = Const()',
    '+ Sum/reduction_indices = Const()', '+ Shape_N = Const()', '- Shape_N = Const()', '- Shape_N = Shape(*)',
    'Sum: Sum(#, BroadcastGradientArgs) -> (#, Sum/reduction_indices)', '= Sum_1 -> Sum', '= Reshape_1 -> Reshape',
    'Sum: Sum(#, BroadcastGradientArgs:1) -> (#, Sum/reduction_indices)', 'Reshape_N: Reshape(#, #) -> (#, #)',
    'Sum_N: keep_dims False -> True', 'Shape_N: Shape(*) -> Const()', 'Shape_N: Const() -> Shape(*)',
    '= Shape_N -> Shape_N',
    'tuple/control_dependency_N: Identity(#) -> (#)', 'tuple/group_deps: ^(##) -> (##)', 'Neg: Neg(#) -> (#)',
    '= mul_N -> Mul_N', '- mul_N = Mul(#, #)', '+ Mul_N = Mul(#, #)', 'Sum_N: Sum(#, #) -> (#, #)',
    'mul_N: Mul(#, #) -> (#, #)', '= BroadcastGradientArgs/s0 -> Shape_N', '= BroadcastGradientArgs/s1 -> Shape_N',
    '= Reshape/shape -> Shape_N',
)  # fmt: skip
# Found where single functions were compared (`functions.py`); the others, in graphs of whole networks.
OF_FUNCTIONS = (
    Rewrite('a loop that draws random numbers runs one step after another, since 2.x here: as 1.15 drew', (), (
        '#: parallel_iterations # -> 1',
    )),
    Rewrite('the options of a data set are applied where it is read since 2.x', (), (
        '- optimizations_N = Const()', '- OptimizeDataset_N = OptimizeDataset(#, #)',
        '- ModelDataset_N = ModelDataset(#)', '#: MakeIterator(#, #) -> (#, #)',
    )),
    Rewrite('an iterator is put where its data set is, since 2.x', (), (
        'IteratorV2_N: _class None -> loc:@#', 'OneShotIterator_N: _class None -> loc:@#',
        'IteratorV2_N: device /device:CPU:0 -> ', 'IteratorFromStringHandleV2_N: device /device:CPU:0 -> ',
        'make_initializer_N: device /device:CPU:0 -> ',
    )),
    Rewrite('functions of data sets have other names since 2.x', (), (
        '#: # __inference_##() ### -> __inference_##(_tf_data_function=True) ###',
    )),
    Rewrite('parallel calls are counted in 64 bits since 2.x', (), (
        'num_parallel_calls_N: dtype int32 -> int64', 'num_parallel_calls_N: value int32 ## -> int64 ##',
        'ParallelMapDataset_N: sloppy False -> None',
    )),
    Rewrite('whether what is interleaved keeps its order is an attribute since 2.x', (), (
        '- sloppy_N = Const()', '- ParallelInterleaveDataset_N = ParallelInterleaveDataset(##)',
        '+ LegacyParallelInterleaveDatasetV2_N = LegacyParallelInterleaveDatasetV2(##)',
    )),
    Rewrite('variables are read before the scope of a loop over their rows opens, since 2.x', (), (
        '= map_N/ReadVariableOp -> ReadVariableOp_N',
    )),
    Rewrite('messages of assertions end in a full stop since 2.x', (), (
        "#: value string [] '##' -> string [] '##.  '",
    )),
    Rewrite('custom gradients are numbered as a process defines them, otherwise since 2.x', (), (
        '#: _gradient_op_type CustomGradient-# -> CustomGradient-#',
    )),
    Rewrite('a convolution in one dimension counts its axis from the end since 2.x', (), (
        'ExpandDims_N/dim: value int32 [] # -> int32 [] -3', 'Squeeze_N: squeeze_dims # -> -3',
    )),
    Rewrite('a sum of many tensors is one op since 2.x', (), (
        'AccumulateNV2_N: AccumulateNV2(##) -> AddN(##)', '= AccumulateNV2_N -> AddN_N',
        '- AccumulateNV2_N = AccumulateNV2(##)', '+ AddN_N = AddN(##)',
    )),
)  # fmt: skip
REWRITES = (
    Rewrite('the gradient that a gradient graph starts from has a scope of its own since 2.0', (), (
        '- Fill_N = Fill(Shape_N, grad_ys_N)', '+ grad_ys_N/Const = Const()', '= Fill_N -> grad_ys_N',
        'grad_ys_N: Const() -> Fill(Shape_N, grad_ys_N/Const)', '= grad_ys_N -> grad_ys_N/Const',
        '= Const_N -> grad_ys_N/Const', '= Const_N -> grad_ys_N',
    )),
    Rewrite("the gradient of a mean or a sum finds its sizes otherwise since 2.0", ('Mean', 'Sum'), MEAN),
    Rewrite(
        'the gradient of a broadcasting op leaves out sums over nothing since 2.0',
        ('Add', 'Sub', 'Mul', 'RealDiv', 'SquaredDifference', 'Pow', 'Maximum', 'Minimum', 'FloorDiv'),
        BROADCAST,
    ),
    Rewrite('the gradient of Reshape takes a shape with one unknown size as a constant since 2.17', ('Reshape',), (
        '- Shape = Shape(*)', '+ Reshape/shape = Const()', 'Reshape: Reshape(*, Shape) -> (*, Reshape/shape)',
    )),
    Rewrite('the gradient of a power takes no logarithm of what is not positive since 1.5', ('Pow',), (
        '+ ones_like/Shape = Shape(*)', '+ ones_like/Const = Const()',
        '+ ones_like = Fill(ones_like/Shape, ones_like/Const)',
        '+ Select_1 = Select(Greater, Log, zeros_like)', 'Log: Log(*) -> (Select)', '= Select -> Select_1',
        'Select: Select(Greater, Log, zeros_like) -> (Greater, *, ones_like)',
        'mul_3: Mul(mul_2, Select) -> (mul_2, Select_1)',
        '+ Select = Select(Greater, *, ones_like)',
    )),
    Rewrite('large zeros and ones are filled since 1.5, and were constants', (), tuple(
        edit.replace('?', f'Initializer/{word}') for word in ('zeros', 'ones') for edit in (
            '?: Const() -> Fill(?/shape_as_tensor, ?/Const)', '+ ?/shape_as_tensor = Const()', '+ ?/Const = Const()',
        )
    )),
    *OF_FUNCTIONS,
)  # fmt: skip
NOT_STRUCTURAL = {'seed', 'seed2', 'container', 'shared_name', 'keep_dims', *(name for _, name, _ in GAINED)}
GRADIENT_FUNCTION = re.compile(r'(?:.*?/)?gradients(?:_\d+)?/(.+)_grad')


def canonical_type(kind: str) -> str:
    """The older name of a type that has two."""
    return TYPES[kind][0] if kind in TYPES else kind


@functools.cache
def is_structural(attribute: str) -> bool:
    """Whether an attribute helps to recognise an op: not seeds, names, and what versions have added."""
    return attribute not in NOT_STRUCTURAL and not attribute.startswith('_')


def type_cause(kind: str, other: str) -> str | None:
    """Why an op of one type became one of the other; None if no rewrite is known."""
    if canonical_type(kind) != canonical_type(other):
        return None
    return TYPES[kind if kind in TYPES else other][1]


def gained_cause(kind: str, attribute: str, value: str) -> str | None:
    """Why an op has an attribute that the other lacks; None if no rewrite is known."""
    return next((GAINED[key] for key in (
        (kind, attribute, value), ('*', attribute, value), (kind, attribute, '*'),
    ) if key in GAINED), None)  # fmt: skip


def forward_name(scope: str) -> str | None:
    """The op whose gradient function has built `scope`; None if none has."""
    found = GRADIENT_FUNCTION.fullmatch(scope)
    return found and found.group(1)


def scopes_of(name: str) -> Iterator[tuple[str, str]]:
    """Yields `(scope, name inside it)`, the innermost scope first, the root ('') last."""
    parts = name.split('/')
    for cut in range(len(parts) - 1, -1, -1):
        yield '/'.join(parts[:cut]), '/'.join(parts[cut:])


def edit_cause(edit: str, forward_type: str | None) -> str | None:
    """Why TensorFlow has made an edit in the gradient function of an op of this type, or in any scope (None)."""
    kind = None if forward_type is None else canonical_type(forward_type)
    for rewrite in REWRITES:
        if (kind in rewrite.of or not rewrite.of and kind is None) and any(
            pattern.fullmatch(edit) for pattern in _patterns(rewrite)
        ):
            return rewrite.cause
    return None


_compiled: dict = {}


def _patterns(rewrite):
    if rewrite not in _compiled:
        _compiled[rewrite] = [_pattern(edit) for edit in rewrite.edits]
    return _compiled[rewrite]


def _pattern(edit):
    text = re.escape(edit).replace(r'\#\#\#', '(?P<same>[^,() ]+)', 1).replace(r'\#\#\#', '(?P=same)')
    text = text.replace(r'\#\#', '.*').replace(r'\#', '[^,() ]+')
    return re.compile(re.sub(r'_N(?![A-Za-z])', r'(?:_\\d+)?', text))
