# Slide: "Fully-connected or Dense 'Layer'", Weight initialization
# Repairs: `xavier\_initializer` -> `xavier_initializer`, `variance\_scaling\_initializer` ->
# `variance_scaling_initializer`; `factor=2.` and `0`, torn over two lines, joined to `factor=2.0`; `'FAN IN'` ->
# `'FAN_IN'`. The names of the two, bullets on the slide, are comments here.

# Xavier initialization
tf.contrib.layers.xavier_initializer(uniform=False)
# He's initialization
tf.contrib.layers.variance_scaling_initializer(factor=2.0, mode='FAN_IN', uniform=False)
