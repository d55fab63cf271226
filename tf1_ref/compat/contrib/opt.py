"""`tf.contrib.opt`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.opt.optimizers': 'AdaMaxOptimizer LazyAdamOptimizer NadamOptimizer',
    'tf1_ref.compat.restored.opt.weight_decay': (
        'AdamWOptimizer DecoupledWeightDecayExtension MomentumWOptimizer extend_with_decoupled_weight_decay'
    ),
    'tf1_ref.compat.restored.opt.averaged_weights': 'MovingAverageOptimizer',
    'tf1_ref.compat.restored.opt.external_optimizer': 'ExternalOptimizerInterface ScipyOptimizerInterface',
}
GONE = 'this research optimizer left TensorFlow with contrib'
DISTRIBUTED = ("contrib's variant for several workers left with it", 'tf.train.SyncReplicasOptimizer')
REFUSED = {
    'AGNCustomGetter': DISTRIBUTED,
    'AGNOptimizer': DISTRIBUTED,
    'AdamGSOptimizer': (GONE, 'tf.train.AdamOptimizer'),
    'AddSignOptimizer': (GONE, 'tf.train.MomentumOptimizer'),
    'DropStaleGradientOptimizer': DISTRIBUTED,
    'ElasticAverageCustomGetter': DISTRIBUTED,
    'ElasticAverageOptimizer': DISTRIBUTED,
    'GGTOptimizer': (GONE, 'tf.train.AdamOptimizer'),
    'LARSOptimizer': (GONE, 'tf.train.MomentumOptimizer'),
    'LazyAdamGSOptimizer': (GONE, 'tf.contrib.opt.LazyAdamOptimizer'),
    'ModelAverageCustomGetter': DISTRIBUTED,
    'ModelAverageOptimizer': DISTRIBUTED,
    'MultitaskOptimizerWrapper': (GONE, 'one optimizer for each task'),
    'PowerSignOptimizer': (GONE, 'tf.train.MomentumOptimizer'),
    'RegAdagradOptimizer': (GONE, 'tf.train.AdagradOptimizer'),
    'ShampooOptimizer': (GONE, 'tf.train.AdamOptimizer'),
    'VariableClippingOptimizer': (GONE, 'tf.clip_by_norm behind apply_gradients'),
    'clip_gradients_by_global_norm': ("contrib's function left with it", 'tf.clip_by_global_norm'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.opt', SUPPORTED, REFUSED, globals())
