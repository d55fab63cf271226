"""How fast training is, beside TensorFlow 1.15.5, the framework's own limit, Keras, PyTorch and JAX.

`python -m tests.benchmarks.speed --help` says how it is measured. `workloads` has the models' sizes and the examples,
`tensorflow1`, `keras_fit`, `pytorch` and `jax_jit` each train all of them, as processes of their own; `page` makes the
table and the picture.
"""
