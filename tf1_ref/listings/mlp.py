# Slide: 'Multi-Layer Perceptron'
# Repairs: underscores lost in `reduce_mean`, `softmax_cross_entropy_with_logits`, `train_op` (its comment too, as the
# slide of the CNN has it) and `learning_rate`.

# Place holders
x = tf.placeholder(tf.float32, [None, 2]) # 2 dimensional input
y = tf.placeholder(tf.float32, [None, 4]) # 4 classes
# Construct MLP with two hidden layer
h = Dense(x, [2,64], 'ih')
h = tf.nn.relu(h)
h = Dense(h, [64, 64], 'hh')
h = tf.nn.relu(h)
logit = Dense(h, [64,4], 'hl')
pred = tf.nn.softmax(logit) # Softmax
# Directly compute loss from logit (to ensure stability and avoid overflow)
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logit, labels=y))
# Define optimizer and train_op
train_op = tf.train.GradientDescentOptimizer(learning_rate).minimize(cost)
