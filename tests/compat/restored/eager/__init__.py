from tests import needs

needs.modules('tf_keras')  # which tf.layers, and with it Network, is made from
