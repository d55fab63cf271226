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
    'tf1_ref.compat.restored.opt.multitask': 'MultitaskOptimizerWrapper clip_gradients_by_global_norm',
    'tf1_ref.compat.restored.opt.regularized_adagrad': 'RegAdagradOptimizer',
    'tf1_ref.compat.restored.opt.shampoo': 'ShampooOptimizer',
    'tf1_ref.compat.restored.opt.sign_optimizers': 'AddSignOptimizer PowerSignOptimizer',
    'tf1_ref.compat.restored.opt.variable_clipping': 'VariableClippingOptimizer',
    'tf1_ref.compat.restored.opt.external_optimizer': 'ExternalOptimizerInterface ScipyOptimizerInterface',
}

WORKERS = ('nothing took its way of joining workers over', 'tf.train.SyncReplicasOptimizer')
REFUSED = {
    'AGNCustomGetter': WORKERS,
    'AGNOptimizer': WORKERS,
    'AdamGSOptimizer': ('it differs in how it counts its steps only', 'tf.train.AdamOptimizer'),
    'DropStaleGradientOptimizer': WORKERS,
    'ElasticAverageCustomGetter': WORKERS,
    'ElasticAverageOptimizer': WORKERS,
    'GGTOptimizer': ('nothing took this optimizer over', 'tf.train.AdamOptimizer'),
    'LazyAdamGSOptimizer': ('it differs in how it counts its steps only', 'tf.contrib.opt.LazyAdamOptimizer'),
    'ModelAverageCustomGetter': WORKERS,
    'ModelAverageOptimizer': WORKERS,
}

__getattr__, __dir__ = lazy.module('tf.contrib.opt', SUPPORTED, REFUSED, globals())
