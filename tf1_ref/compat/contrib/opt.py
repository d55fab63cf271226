"""`tf.contrib.opt`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.opt.optimizers': 'AdaMaxOptimizer LazyAdamOptimizer NadamOptimizer',
    'tf1_ref.compat.restored.opt.layerwise': 'LARSOptimizer',
    'tf1_ref.compat.restored.opt.weight_decay': (
        'AdamWOptimizer DecoupledWeightDecayExtension MomentumWOptimizer extend_with_decoupled_weight_decay'
    ),
    'tf1_ref.compat.restored.opt.averaged_weights': 'MovingAverageOptimizer',
    'tf1_ref.compat.restored.opt.external_optimizer': 'ExternalOptimizerInterface ScipyOptimizerInterface',
}
GONE = 'nothing took this optimizer over'
LARGE = 'nothing took its updates of large embeddings over'
WORKERS = ('nothing took its way of joining workers over', 'tf.train.SyncReplicasOptimizer')
REFUSED = {
    'AGNCustomGetter': WORKERS,
    'AGNOptimizer': WORKERS,
    'AdamGSOptimizer': ('it differs in how it counts its steps only', 'tf.train.AdamOptimizer'),
    'AddSignOptimizer': (GONE, 'tf.train.MomentumOptimizer'),
    'DropStaleGradientOptimizer': WORKERS,
    'ElasticAverageCustomGetter': WORKERS,
    'ElasticAverageOptimizer': WORKERS,
    'GGTOptimizer': (GONE, 'tf.train.AdamOptimizer'),
    'LazyAdamGSOptimizer': ('it differs in how it counts its steps only', 'tf.contrib.opt.LazyAdamOptimizer'),
    'ModelAverageCustomGetter': WORKERS,
    'ModelAverageOptimizer': WORKERS,
    'MultitaskOptimizerWrapper': (GONE, 'one optimizer for each task'),
    'PowerSignOptimizer': (GONE, 'tf.train.MomentumOptimizer'),
    'RegAdagradOptimizer': (GONE, 'tf.train.AdagradOptimizer'),
    'ShampooOptimizer': (GONE, 'tf.train.AdamOptimizer'),
    'VariableClippingOptimizer': (LARGE, 'tf.clip_by_norm behind apply_gradients'),
    'clip_gradients_by_global_norm': ('it was two lines around a function of TensorFlow', 'tf.clip_by_global_norm'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.opt', SUPPORTED, REFUSED, globals())
