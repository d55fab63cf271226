# Slide: 'Data Loader for MNIST'
# Repairs: none.

# Import MNIST data
from tensorflow.examples.tutorials.mnist import input_data
mnist = input_data.read_data_sets("./data/", one_hot=True)
