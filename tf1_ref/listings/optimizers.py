# Slide: 'Use more efficient Optimizer'
# Repairs: `learning\_rate` -> `learning_rate`, three times. The names of the three, bullets on the slide, are
# comments here.

# SGD + momentum
tf.train.MomentumOptimizer(learning_rate, momentum).minimize(cost)
# RMSProp [Hinton]
tf.train.RMSPropOptimizer(learning_rate).minimize(cost)
# Adam [Kingma, 2014]
tf.train.AdamOptimizer(learning_rate).minimize(cost)
