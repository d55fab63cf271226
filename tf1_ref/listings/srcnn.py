# Slide: 'SRCNN [Dong, 2014]'
# Repairs: underscores lost in `resize_nearest_neighbor`, `reduce_mean`, `train_op` (its comment too, as the slide of
# the CNN has it) and `learning_rate`; blanks within the shape comments and between lines as the slides before have
# them.

# Place holders
H = tf.placeholder(tf.float32, [None,28,28,1]) # Input image
L = tf.image.resize_bicubic(H, [7,7]) # Downsample input inside graph
L = tf.image.resize_nearest_neighbor(L, [28,28]) # and upsample back

# Construct CNN
h = Conv2D(L, [3,3,1,8], [1,1,1,1], 'SAME', 'conv1') # shape: [Batch,28,28,16]
h = tf.nn.relu(h)

h = Conv2D(h, [3,3,8,8], [1,1,1,1], 'SAME', 'conv2') # shape: [Batch,28,28,16]
h = tf.nn.relu(h)

pred = Conv2D(h, [3,3,8,1], [1,1,1,1], 'SAME', 'conv3') # shape: [Batch,28,28,1]

# L2 (Euclidean) distance as cost function
cost = tf.reduce_mean((pred - H)**2)
# Define optimizer and train_op
train_op = tf.train.AdamOptimizer(learning_rate).minimize(cost)
