"""`tf.contrib.image`: rotations, translations and other projective transforms, whose kernel is still in TensorFlow."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.image_ops': 'flat_transforms_to_matrices matrices_to_flat_transforms',
    'tf1_ref.compat.restored.projective': (
        'angles_to_projective_transforms compose_transforms rotate transform translate '
        'translations_to_projective_transforms'
    ),
}
KERNEL = 'its kernel left TensorFlow'
ADDONS = ("contrib's code left with it", 'tensorflow_addons.image, in an environment of its own')
REFUSED = {
    'bipartite_match': (KERNEL, 'scipy.optimize.linear_sum_assignment'),
    'connected_components': (KERNEL, 'scipy.ndimage.label'),
    'dense_image_warp': ADDONS,
    'interpolate_spline': ADDONS,
    'single_image_random_dot_stereograms': (KERNEL, ''),
    'sparse_image_warp': ADDONS,
}

__getattr__, __dir__ = lazy.module('tf.contrib.image', SUPPORTED, REFUSED, globals())
