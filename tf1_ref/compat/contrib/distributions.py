"""`tf.contrib.distributions`: what `tf.distributions` has, and what models use most besides."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1.distributions': (
        'Bernoulli Beta Categorical Dirichlet DirichletMultinomial Distribution Exponential '
        'FULLY_REPARAMETERIZED Gamma Laplace Multinomial NOT_REPARAMETERIZED Normal RegisterKL '
        'ReparameterizationType StudentT Uniform kl_divergence'
    ),
    'tf1_ref.compat.restored.distributions.categoricals': (
        'ExpRelaxedOneHotCategorical OneHotCategorical RelaxedOneHotCategorical'
    ),
    'tf1_ref.compat.restored.distributions.joint': 'Independent MultivariateNormalDiag',
    'tf1_ref.compat.restored.distributions.mixtures': 'Mixture MixtureSameFamily',
    'tf1_ref.compat.restored.distributions.percentiles': 'percentile',
    'tf1_ref.compat.restored.distributions.poisson': 'Poisson',
    'tensorflow.python.ops.distributions.beta': 'BetaWithSoftplusConcentration',
    'tensorflow.python.ops.distributions.exponential': 'ExponentialWithSoftplusRate',
    'tensorflow.python.ops.distributions.gamma': 'GammaWithSoftplusConcentrationRate',
    'tensorflow.python.ops.distributions.laplace': 'LaplaceWithSoftplusScale',
    'tensorflow.python.ops.distributions.normal': 'NormalWithSoftplusScale',
    'tensorflow.python.ops.distributions.student_t': 'StudentTWithAbsDfSoftplusScale',
    'tensorflow.python.ops.distributions.util': (
        'fill_triangular fill_triangular_inverse matrix_diag_transform reduce_weighted_logsumexp softplus_inverse '
        'tridiag'
    ),
}
PROBABILITY = 'TensorFlow Probability took it over'
SAME = (
    'Autoregressive BatchReshape Binomial Cauchy Chi2 Deterministic Geometric HalfNormal '
    'InverseGamma Kumaraswamy Logistic MultivariateNormalDiagPlusLowRank '
    'MultivariateNormalFullCovariance MultivariateNormalTriL NegativeBinomial '
    'PoissonLogNormalQuadratureCompound QuantizedDistribution RelaxedBernoulli SinhArcsinh '
    'TransformedDistribution VectorDeterministic normal_conjugates_known_scale_posterior '
    'normal_conjugates_known_scale_predictive quadrature_scheme_lognormal_gauss_hermite '
    'quadrature_scheme_lognormal_quantiles'
)
# Of TensorFlow Probability, what has another name or lies elsewhere there; and what it has dropped.
MOVED = {
    'SeedStream': 'util.SeedStream',
    'WishartCholesky': 'distributions.WishartTriL',
    'WishartFull': 'distributions.WishartTriL(df, tf.linalg.cholesky(scale))',
    'assign_log_moving_mean_exp': 'stats.assign_log_moving_mean_exp',
    'assign_moving_mean_variance': 'stats.assign_moving_mean_variance',
    'auto_correlation': 'stats.auto_correlation',
    'bijectors': 'bijectors.Exp and the other bijectors there',
    'moving_mean_variance': 'stats.moving_mean_variance_zero_debiased',
}
DROPPED = {
    'Chi2WithAbsDf': 'distributions.Chi2(tf.floor(tf.abs(df)))',
    'ConditionalDistribution': 'distributions.Distribution',
    'ConditionalTransformedDistribution': 'distributions.TransformedDistribution',
    'InverseGammaWithSoftplusConcentrationRate': 'distributions.InverseGamma(tf.nn.softplus(a), tf.nn.softplus(b))',
    'VectorDiffeomixture': 'distributions.MixtureSameFamily',
    'VectorExponentialDiag': 'distributions.TransformedDistribution',
    'VectorLaplaceDiag': 'distributions.TransformedDistribution',
    'VectorSinhArcsinhDiag': 'distributions.TransformedDistribution',
    'quadrature_scheme_softmaxnormal_gauss_hermite': 'distributions.quadrature_scheme_lognormal_gauss_hermite',
    'quadrature_scheme_softmaxnormal_quantiles': 'distributions.quadrature_scheme_lognormal_quantiles',
}
REFUSED = {
    **{name: (PROBABILITY, f'tensorflow_probability.distributions.{name}') for name in SAME.split()},
    **{name: (PROBABILITY, f'tensorflow_probability.{place}') for name, place in MOVED.items()},
    **{
        name: ('TensorFlow Probability has dropped it', f'tensorflow_probability.{place}')
        for name, place in DROPPED.items()
    },
    'MultivariateNormalDiagWithSoftplusScale': (
        'TensorFlow Probability has dropped it',
        'tf.contrib.distributions.MultivariateNormalDiag(loc, tf.nn.softplus(scale))',
    ),
    'estimator_head_distribution_regression': (
        "it was for contrib.learn's Estimator",
        'the log_prob of the distribution as the loss of a model function',
    ),
}

__getattr__, __dir__ = lazy.module('tf.contrib.distributions', SUPPORTED, REFUSED, globals())
