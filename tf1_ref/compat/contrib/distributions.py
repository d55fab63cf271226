"""`tf.contrib.distributions`, as far as it is in `tf.distributions`, and the two that models of images use besides."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1.distributions': (
        'Bernoulli Beta Categorical Dirichlet DirichletMultinomial Distribution Exponential '
        'FULLY_REPARAMETERIZED Gamma Laplace Multinomial NOT_REPARAMETERIZED Normal RegisterKL '
        'ReparameterizationType StudentT Uniform kl_divergence'
    ),
    'tf1_ref.compat.restored.joint_distributions': 'Independent MultivariateNormalDiag',
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
NAMES = (
    'Autoregressive BatchReshape Binomial Cauchy Chi2 Chi2WithAbsDf ConditionalDistribution '
    'ConditionalTransformedDistribution Deterministic ExpRelaxedOneHotCategorical Geometric HalfNormal '
    'InverseGamma InverseGammaWithSoftplusConcentrationRate Kumaraswamy Logistic Mixture MixtureSameFamily '
    'MultivariateNormalDiagPlusLowRank MultivariateNormalDiagWithSoftplusScale MultivariateNormalFullCovariance '
    'MultivariateNormalTriL NegativeBinomial Poisson PoissonLogNormalQuadratureCompound QuantizedDistribution '
    'RelaxedBernoulli RelaxedOneHotCategorical SeedStream SinhArcsinh TransformedDistribution VectorDeterministic '
    'VectorDiffeomixture VectorExponentialDiag VectorLaplaceDiag VectorSinhArcsinhDiag WishartCholesky WishartFull '
    'assign_log_moving_mean_exp assign_moving_mean_variance auto_correlation bijectors '
    'estimator_head_distribution_regression moving_mean_variance normal_conjugates_known_scale_posterior '
    'normal_conjugates_known_scale_predictive percentile quadrature_scheme_lognormal_gauss_hermite '
    'quadrature_scheme_lognormal_quantiles quadrature_scheme_softmaxnormal_gauss_hermite '
    'quadrature_scheme_softmaxnormal_quantiles'
)
KEPT = "TensorFlow kept contrib's elementary distributions only"
REFUSED = dict.fromkeys(NAMES.split(), (KEPT, 'tensorflow-probability'))
REFUSED['OneHotCategorical'] = (KEPT, 'tf.distributions.Categorical and tf.one_hot')

__getattr__, __dir__ = lazy.module('tf.contrib.distributions', SUPPORTED, REFUSED, globals())
