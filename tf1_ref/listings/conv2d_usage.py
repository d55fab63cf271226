# Slide: '2D Convolution Layer in TF', Usage
# Repairs: none.

h = Conv2D(x, [5,5,3,6], [1,1,1,1], 'SAME', 'conv1')
h = tf.nn.relu(h)
h = Conv2D(h, [5,5,6,10], [1,1,1,1], 'SAME', 'conv2')
h = tf.nn.relu(h)
...
