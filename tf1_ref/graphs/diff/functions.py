"""Functions of TensorFlow that another version builds from other ops: the second table of known rewrites.

What differs within a function's scope is written edit by edit, as in `rewrites`, in `functions.json`, by
`python -m tests.graphs.golden.functions`: from the graphs of the golden programs, built by the genuine TensorFlow
1.15.5 and here. An edit that is not in there is a difference.
"""

from __future__ import annotations

import functools
import json
import pathlib
import re

# By the name of the function's scope, or by the type of the op that a gradient is of: the cause.
SCOPES = {
    'ParseExample': 'examples are parsed by one op for dense, sparse and ragged features in 2.x',
    'ParseSingleExample': 'a single example is parsed as a batch of one in 2.x',
    'RaggedFromValueRowIds': 'ragged tensors keep their partitions in objects of their own in 2.x',
    'RaggedToTensor': 'ragged tensors are filled up by an op in 2.x',
    'UnicodeSplit': 'ragged tensors keep their partitions in objects of their own in 2.x',
    'SparseTranspose': 'the shape of a transposed sparse tensor is worked out when the graph is built, in 2.x',
    'bincount': 'numbers are counted by an op that knows batches in 2.x',
    'central_crop': 'the fraction of a central crop may be a tensor in 2.x',
    'ctc_loss_dense': 'the dense loss of CTC scatters by another op in 2.x',
    'dct': 'transforms of real numbers take more types in 2.x',
    'decode_image': 'one op decodes every format in 2.x',
    'dense_to_sparse': 'what is not zero is found by comparing with zeros of the same shape in 2.x',
    'embedding_lookup_sparse': 'weights of embeddings are multiplied and divided by other ops in 2.x',
    'epochs': "shuffled epochs are put into 1.15's order by ops of their own here, in 2.x",
    'fftshift': 'the shift is worked out when the graph is built, in 2.x',
    'ifftshift': 'the shift is worked out when the graph is built, in 2.x',
    'frame': 'the rank of frames is worked out when the graph is built, in 2.x',
    'histogram_fixed_width_bins': 'the number of bins is checked in 2.x',
    'inverse_stft': 'windows are added in another way in 2.x',
    'is_non_decreasing': 'neighbours are compared and not subtracted in 2.x',
    'is_strictly_increasing': 'neighbours are compared and not subtracted in 2.x',
    'linear_to_mel_weight_matrix': 'the rank of frames is worked out when the graph is built, in 2.x',
    'matrix_exponential': 'matrices are scaled in a batch in another way in 2.x',
    'non_max_suppression_padded': 'batches of boxes are suppressed in 2.x',
    'overlap_and_add': 'frames are added by padding and reshaping in 2.x',
    'inverse_stft_window_fn': 'a window of no overlap is not divided by zero in 2.x',
    'combined_non_max_suppression': 'what is at most kept is a constant of its own in 2.x',
    'irfft2d': 'the length of a transform is a constant in 2.x where it is known',
    'rfft2d': 'the length of a transform is a constant in 2.x where it is known',
    'irfft3d': 'the length of a transform is a constant in 2.x where it is known',
    'rfft3d': 'the length of a transform is a constant in 2.x where it is known',
    'rfft': 'the length of a transform is a constant in 2.x where it is known',
    'stft': 'the rank of frames is worked out when the graph is built, in 2.x',
    'weighted_moments': 'moments of no weight are zero in 2.x',
}  # fmt: skip
GRADIENTS = {
    'BesselI1e': 'where the argument is zero, the gradient chooses otherwise in 2.x',
    'Betainc': 'the gradient is finite at the ends in 2.x',
    'Conv3D': 'the shapes of both inputs come from one op in 2.x',
    'Cumprod': 'the gradient at zero is zero in 2.x',
    'DynamicPartition': 'parts are stitched in parallel in 2.x',
    'EuclideanNorm': 'sizes that are known are left out in 2.x',
    'ExtractImagePatches': 'sizes that are known are worked out when the graph is built, in 2.x',
    'GatherV2': 'the gradient knows batches in 2.x',
    'MatrixTriangularSolve': 'the gradient is summed over what was broadcast, in 2.x',
    'Prod': 'the gradient is broadcast, not tiled, in 2.x',
    'RGBToHSV': 'names in the gradient of a conversion are other ones in 2.x',
    'SegmentMax': 'one of two is chosen by the op that broadcasts in 2.x',
    'SegmentMean': 'what is filled with ones has another name in 2.x',
    'SegmentMin': 'one of two is chosen by the op that broadcasts in 2.x',
    'SelfAdjointEigV2': 'the gradient is safe where eigenvalues are equal, in 2.x',
    'SparseSoftmaxCrossEntropyWithLogits': 'a sparse softmax has a second derivative in 2.x',
    'SparseTensorDenseMatMul': 'the columns are split in another way in 2.x',
    'Svd': 'the gradient is safe where values are equal, in 2.x',
    'UnsortedSegmentMax': 'one of two is chosen by the op that broadcasts in 2.x',
    'UnsortedSegmentMin': 'one of two is chosen by the op that broadcasts in 2.x',
    'UnsortedSegmentProd': 'one of two is chosen by the op that broadcasts in 2.x',
}
FILE = pathlib.Path(__file__).with_name('functions.json')
UNIQUIFIER = re.compile(r'_\d+$')


def key(scope: str, kind: str | None) -> str | None:
    """Under which name a scope's edits stand, or None.

    Args:
        scope: where the edit is.
        kind: the type of the op whose gradient function has built the scope; None if none has.
    """
    if kind is not None:
        return f'gradient of {kind}' if kind in GRADIENTS else None
    base = UNIQUIFIER.sub('', scope.rpartition('/')[2])
    return base if base in SCOPES else None


def edit_cause(edit: str, scope: str, kind: str | None) -> str | None:
    """Why TensorFlow has made an edit in a scope, as of `key`; None if it is not known."""
    name = key(scope, kind)
    if name is None or edit not in edits().get(name, ()):
        return None
    return GRADIENTS[kind] if kind is not None else SCOPES[name]


@functools.cache
def edits() -> dict[str, frozenset[str]]:
    """Reads the known edits by the function's name."""
    return {name: frozenset(found) for name, found in json.loads(FILE.read_text()).items()}
