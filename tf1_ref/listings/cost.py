# Slide: 'Example: Digit recognition', Place fully-connected layer
# Repairs: none. The slide begins with the last two lines of the slide before (listing `cnn`), which are not repeated
# here.

pred = tf.nn.softmax(logit) # Softmax

# Directly compute loss from logit (to ensure stability and avoid overflow)
cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logit, labels=y))

# Define optimizer and train_op
train_op = tf.train.GradientDescentOptimizer(learning_rate).minimize(cost)
