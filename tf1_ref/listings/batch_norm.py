# Slide: 'Batch Normalization [Ioffe and Szegedy, 2015]'
# Repairs: underscores lost in `moving_averages`, `control_flow_ops`, `get_shape`, `variable_scope`, `get_variable`,
# `constant_initializer`, `moving_mean`, `moving_variance`, `mean_var_with_update`, `batch_mean`, `batch_variance`,
# `control_dependencies`, `update_moving_mean`, `update_moving_variance`, `is_train` and `batch_normalization`;
# indents of 5, 9, 13 and 17 spaces -> 4, 8, 12 and 16; `mean, variance = ...` stood one level too deep, behind the
# inner `return`.

def BatchNorm(input, is_train, decay=0.999, name='BatchNorm'):
    from tensorflow.python.training import moving_averages
    from tensorflow.python.ops import control_flow_ops
    axis = list(range(len(input.get_shape()) - 1))
    fdim = input.get_shape()[-1:]
    with tf.variable_scope(name):
        beta = tf.get_variable('beta', fdim, initializer=tf.constant_initializer(value=0.0))
        gamma = tf.get_variable('gamma', fdim, initializer=tf.constant_initializer(value=1.0))
        moving_mean = tf.get_variable('moving_mean', fdim, initializer=tf.constant_initializer(value=0.0), trainable=False)
        moving_variance = tf.get_variable('moving_variance', fdim, initializer=tf.constant_initializer(value=0.0), trainable=False)
        def mean_var_with_update():
            batch_mean, batch_variance = tf.nn.moments(input, axis)
            update_moving_mean = moving_averages.assign_moving_average(moving_mean, batch_mean, decay, zero_debias=True)
            update_moving_variance = moving_averages.assign_moving_average(moving_variance, batch_variance, decay, zero_debias=True)
            with tf.control_dependencies([update_moving_mean, update_moving_variance]):
                return tf.identity(batch_mean), tf.identity(batch_variance)
        mean, variance = control_flow_ops.cond(is_train, mean_var_with_update, lambda: (moving_mean, moving_variance))
        return tf.nn.batch_normalization(input, mean, variance, beta, gamma, 1e-3)
