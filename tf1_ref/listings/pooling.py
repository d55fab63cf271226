# Slide: 'tf.nn.max_pool', Usage
# Repairs: none.

h = tf.nn.max_pool(h, [1,2,2,1], [1,2,2,1], 'SAME')
