"""`tf.contrib.image`: rotations, translations and other projective transforms, whose kernel is still in TensorFlow."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.image_ops': 'flat_transforms_to_matrices matrices_to_flat_transforms',
    'tf1_ref.compat.restored.projective': (
        'angles_to_projective_transforms compose_transforms rotate transform translate '
        'translations_to_projective_transforms'
    ),
    'tf1_ref.compat.restored.warping': 'dense_image_warp',
}
LIBRARY = "its op was in contrib's own library"
ADDONS = 'TensorFlow Addons took it over, and ended with TensorFlow 2.15'
REFUSED = {
    'bipartite_match': (LIBRARY, 'scipy.optimize.linear_sum_assignment'),
    'connected_components': (LIBRARY, 'scipy.ndimage.label'),
    'interpolate_spline': (ADDONS, 'scipy.interpolate.RBFInterpolator'),
    'single_image_random_dot_stereograms': (LIBRARY, 'numpy.tile of random dots, shifted by the depth'),
    'sparse_image_warp': (ADDONS, 'scipy.interpolate.RBFInterpolator, and scipy.ndimage.map_coordinates'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.image', SUPPORTED, REFUSED, globals())
