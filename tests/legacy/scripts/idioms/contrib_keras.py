"""`tf.contrib.keras`, where Keras was before TensorFlow 1.4."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib.keras.api.keras.layers import Dense, Dropout

tf.set_random_seed(1)
keras = tf.contrib.keras
model = keras.models.Sequential([Dense(4, activation='relu', input_shape=(3,)), Dropout(0.2), keras.layers.Dense(2)])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss='mse')
x = np.arange(12.0).reshape(4, 3) / 12
history = model.fit(x, x[:, :2], epochs=3, verbose=0, shuffle=False)
print(['%.5f' % one for one in history.history['loss']])
print(np.round(model.predict(x), 4).tolist(), keras.backend.floatx())
