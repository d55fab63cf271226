"""`tf.contrib.distributions`, as far as it is in `tf.distributions`."""

from __future__ import annotations

from tf1_ref.compat import lazy

SUPPORTED = {
    'tensorflow.compat.v1.distributions': (
        'Bernoulli Beta Categorical Dirichlet DirichletMultinomial Distribution Exponential '
        'FULLY_REPARAMETERIZED Gamma Laplace Multinomial NOT_REPARAMETERIZED Normal RegisterKL '
        'ReparameterizationType StudentT Uniform kl_divergence'
    ),
}
NAMES = (
    'Autoregressive BatchReshape BetaWithSoftplusConcentration Binomial Cauchy Chi2 Chi2WithAbsDf '
    'ConditionalDistribution ConditionalTransformedDistribution Deterministic ExpRelaxedOneHotCategorical '
    'ExponentialWithSoftplusRate GammaWithSoftplusConcentrationRate Geometric HalfNormal Independent '
    'InverseGamma InverseGammaWithSoftplusConcentrationRate Kumaraswamy LaplaceWithSoftplusScale Logistic '
    'Mixture MixtureSameFamily MultivariateNormalDiag MultivariateNormalDiagPlusLowRank '
    'MultivariateNormalDiagWithSoftplusScale MultivariateNormalFullCovariance MultivariateNormalTriL '
    'NegativeBinomial NormalWithSoftplusScale OneHotCategorical Poisson '
    'PoissonLogNormalQuadratureCompound QuantizedDistribution RelaxedBernoulli RelaxedOneHotCategorical '
    'SeedStream SinhArcsinh StudentTWithAbsDfSoftplusScale TransformedDistribution VectorDeterministic '
    'VectorDiffeomixture VectorExponentialDiag VectorLaplaceDiag VectorSinhArcsinhDiag WishartCholesky '
    'WishartFull assign_log_moving_mean_exp assign_moving_mean_variance auto_correlation bijectors '
    'estimator_head_distribution_regression fill_triangular fill_triangular_inverse matrix_diag_transform '
    'moving_mean_variance normal_conjugates_known_scale_posterior '
    'normal_conjugates_known_scale_predictive percentile quadrature_scheme_lognormal_gauss_hermite '
    'quadrature_scheme_lognormal_quantiles quadrature_scheme_softmaxnormal_gauss_hermite '
    'quadrature_scheme_softmaxnormal_quantiles reduce_weighted_logsumexp softplus_inverse tridiag'
)
REFUSED = dict.fromkeys(
    NAMES.split(), ("TensorFlow kept contrib's elementary distributions only", 'tensorflow-probability')
)

__getattr__, __dir__ = lazy.module('tf.contrib.distributions', SUPPORTED, REFUSED, globals())
