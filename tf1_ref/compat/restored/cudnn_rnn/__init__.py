"""`tf.contrib.cudnn_rnn`, written again: it builds 1.15's graph; the ops of cuDNN run on a GPU only, as they did."""
