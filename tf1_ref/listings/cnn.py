# Slide: 'Example: Digit recognition', Stacking some convolutional layers
# Repairs: `max\_pool` -> `max_pool`, twice.

# Place holders
x = tf.placeholder(tf.float32, [None, 28, 28, 1]) # mnist data image of shape [28, 28, 1]
y = tf.placeholder(tf.float32, [None, 10]) # 0-9 digits recognition => 10 classes
# Construct CNN
h = Conv2D(x, [3,3,1,4], [1,1,1,1], 'SAME', 'conv1') # shape: [Batch,28,28,4]
h = tf.nn.relu(h)
h = tf.nn.max_pool(h, [1,2,2,1], [1,2,2,1], 'SAME') # shape: [Batch,14,14,4]
h = Conv2D(h, [3,3,4,8], [1,1,1,1], 'SAME', 'conv2') # shape: [Batch,14,14,8]
h = tf.nn.relu(h)
h = tf.nn.max_pool(h, [1,2,2,1], [1,2,2,1], 'SAME') # shape: [Batch,7,7,8]
h = tf.reshape(h, [-1,7*7*8]) # flatten [Batch,7,7,8] -> [Batch,7*7*8]
logit = Dense(h, [7*7*8,10], 'fc1')
