"""Substitutes in packages that this project does not install: a program runs where the package is.

Tried with TensorFlow 2.21: the names of tensorflow-probability 0.25 and one of its densities; imports of
tensorflow-model-optimization, tfco, tensorflow-docs, xarray, lmdb, kafka-python and pyignite. The programs for pandas,
dask, statsmodels, scikeras, boto3 and google-cloud were never run. Those for a service are only looked at: nobody
answers here.
"""

from __future__ import annotations

from tf1_ref.compat.contrib import distributions

READ = """
{importing}
dataset = tf.data.Dataset.from_generator(lambda: iter([3, 5]), tf.int64)
run(tf.data.make_one_shot_iterator(dataset).get_next()) == 3 and callable({reader})"""
SERVICES = {
    'the boto3 package, and tf.data.Dataset.from_generator': ('import boto3', 'boto3.client'),
    'the google-cloud-bigtable package, and tf.data.Dataset.from_generator': (
        'import google.cloud.bigtable',
        'google.cloud.bigtable.Client',
    ),
    'the google-cloud-bigquery or google-cloud-bigtable package, and tf.data.Dataset.from_generator': (
        'import google.cloud.bigquery',
        'google.cloud.bigquery.Client',
    ),
    'the kafka-python package, and tf.data.Dataset.from_generator': ('import kafka', 'kafka.KafkaConsumer'),
    'the pyignite package, and tf.data.Dataset.from_generator': ('import pyignite', 'pyignite.Client'),
}
# tensorflow_probability: that it has the name, but for those below.
PROBABILITY = {
    substitute: f'import tensorflow_probability\ncallable({substitute.partition("(")[0].partition(" and ")[0]})'
    for _, substitute in distributions.__refused__.values()
    if substitute.startswith('tensorflow_probability.')
}
PROGRAMS = {
    **{text: READ.format(importing=importing, reader=reader) for text, (importing, reader) in SERVICES.items()},
    **PROBABILITY,
    'tensorflow_probability.distributions.WishartTriL(df, tf.linalg.cholesky(scale))': """
import tensorflow_probability
df, scale = 5.0, tf.eye(2)
run(tensorflow_probability.distributions.WishartTriL(df, tf.linalg.cholesky(scale)).sample(seed=1)).shape == (2, 2)""",
    'tensorflow_probability.distributions.Chi2(tf.floor(tf.abs(df)))': """
import tensorflow_probability
df = tf.constant(-3.5)
run(tensorflow_probability.distributions.Chi2(tf.floor(tf.abs(df))).mean()) == 3""",
    'tensorflow_probability.distributions.InverseGamma(tf.nn.softplus(a), tf.nn.softplus(b))': """
import tensorflow_probability
a, b = 3.0, 1.0
run(tensorflow_probability.distributions.InverseGamma(tf.nn.softplus(a), tf.nn.softplus(b)).mean()) > 0""",
    'tf.contrib.distributions.MultivariateNormalDiag(loc, tf.nn.softplus(scale))': """
loc, scale = tf.zeros([2]), tf.zeros([2])
made = tf.contrib.distributions.MultivariateNormalDiag(loc, tf.nn.softplus(scale))
run(made.log_prob([0.0, 0.0])).round(3) == np.float32(-np.log(2 * np.pi) - 2 * np.log(np.log(2))).round(3)""",
    'the log_prob of the distribution as the loss of a model function': """
w = tf.get_variable('w', initializer=0.0)
loss = -tf.reduce_mean(tf.distributions.Normal(w, 1.0).log_prob([1.0, 3.0]))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
with tf.control_dependencies([train]):
    after = w.read_value()
run(after) == 1""",
    'the lmdb package and tf.data.Dataset.from_generator': """
import lmdb
with lmdb.open(path('table')) as table:
    with table.begin(write=True) as writing:
        writing.put(b'key', b'value')
    with table.begin() as reading:
        dataset = tf.data.Dataset.from_generator(lambda: (value for _, value in reading.cursor()), tf.string)
        found = run(tf.data.make_one_shot_iterator(dataset).get_next())
found == b'value'""",
    'the xarray package, for what Session.run returns': """
import xarray
xarray.DataArray(run(tf.ones([2, 3])), dims=['row', 'column']).sum('row').values.tolist() == [2, 2, 2]""",
    'the statsmodels package': """
import statsmodels.tsa.ar_model
statsmodels.tsa.ar_model.AutoReg(np.sin(np.arange(50.0)), 2).fit().params.shape == (3,)""",
    'the scikeras package': """
import scikeras
scikeras.__name__ == 'scikeras'""",
    'the tensorflow-constrained-optimization package': """
import tensorflow_constrained_optimization
callable(tensorflow_constrained_optimization.ConstrainedMinimizationProblem)""",
    'the tensorflow-docs package': """
import tensorflow_docs
tensorflow_docs.__name__ == 'tensorflow_docs'""",
    'the tensorflow-model-optimization package': """
import tensorflow_model_optimization
callable(tensorflow_model_optimization.sparsity.keras.prune_low_magnitude)""",
    'the grpcio package in tf.py_func': """
import grpc
channel = grpc.insecure_channel('localhost:1')
run(tf.py_func(lambda x: np.int64(x + (channel is not None)), [2], tf.int64)) == 3""",
    'tf.contrib.predictor.from_estimator': """
estimator = tf.estimator.Estimator(model_of(lambda x: tf.layers.dense(x, 1)))
estimated(estimator)
x = tf.placeholder(tf.float32, [None, 1])
receive = tf.estimator.export.build_raw_serving_input_receiver_fn({'x': x})
list(tf.contrib.predictor.from_estimator(estimator, receive)({'x': [[1.0]]}))[0] is not None""",
}
