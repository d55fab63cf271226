# Slide: 'Skip Connection', Residual Block in TensorFlow
# Repairs: none.

s = X
x = BatchNorm(x, is_train, name='bn1')
x = tf.nn.relu(x)
x = Conv2D(x, [3,3,256,256], [1,1,1,1], 'SAME', name='conv1')
x = BatchNorm(x, is_train, name='bn2')
x = tf.nn.relu(x)
x = Conv2D(x, [3,3,256,256], [1,1,1,1], 'SAME', name='conv2')
x += s
