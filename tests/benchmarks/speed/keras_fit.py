"""Trains a workload by `fit` of Keras 3, on TensorFlow, as its users do.

python -m tests.benchmarks.speed.keras_fit WORKLOAD EPOCHS
"""

import json
import sys
import time

import keras
from keras import layers, ops

from tests.benchmarks.speed import workloads
from tests.benchmarks.speed.workloads import BATCH_SIZE, LSTM_UNITS


def main(name, epochs):
    """Trains, and prints the seconds of each epoch as JSON."""
    images, labels = workloads.examples(name)
    model, loss = build(name)
    model.compile(keras.optimizers.SGD(workloads.WORKLOADS[name].rate), loss)
    timed = Timed()
    model.fit(images, labels, batch_size=BATCH_SIZE, epochs=epochs, verbose=0, callbacks=[timed])
    print(json.dumps({'seconds': timed.seconds}))


class Timed(keras.callbacks.Callback):
    """Notes the seconds of each epoch."""

    def __init__(self):
        """Starts without any."""
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        """Takes the time."""
        self.started = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        """Takes it again."""
        self.seconds.append(time.perf_counter() - self.started)


def build(name):
    """The model and its loss."""
    shape = workloads.WORKLOADS[name].shape
    x = keras.Input(shape)
    softmax = keras.losses.CategoricalCrossentropy(from_logits=True)
    if name == 'mlp':
        h = layers.Dense(64, 'relu')(layers.Dense(64, 'relu')(x))
        return keras.Model(x, layers.Dense(4)(h)), softmax
    if name == 'cnn':
        h = x
        for channels in (4, 8):
            h = layers.MaxPool2D(2)(layers.Conv2D(channels, 3, padding='same', activation='relu')(h))
        logit = layers.Dense(10)(layers.Flatten()(h))
        return keras.Model(x, logit), keras.losses.BinaryCrossentropy(from_logits=True)
    if name == 'srcnn':
        low = ops.image.resize(ops.image.resize(x, [7, 7], interpolation='bicubic'), [28, 28], interpolation='nearest')
        h = layers.Conv2D(8, 3, padding='same', activation='relu')(low)
        h = layers.Conv2D(8, 3, padding='same', activation='relu')(h)
        return keras.Model(x, layers.Conv2D(1, 3, padding='same')(h)), 'mean_squared_error'
    if name == 'lstm':
        h = layers.LSTM(LSTM_UNITS)(layers.LSTM(LSTM_UNITS, return_sequences=True)(x))
        return keras.Model(x, layers.Dense(10)(h)), softmax
    return keras.Model(x, resnet(x)), softmax


def resnet(x):
    """One block a stage, the first without a projection, 16 channels."""
    h = layers.Conv2D(16, 3, padding='same')(x)
    for channels, stride in ((16, 1), (32, 2), (64, 2)):
        a = layers.ReLU()(layers.BatchNormalization()(h))
        short = h if stride == 1 else layers.Conv2D(channels, 1, stride, padding='same')(a)
        a = layers.Conv2D(channels, 3, stride, padding='same')(a)
        a = layers.ReLU()(layers.BatchNormalization()(a))
        h = layers.Add()([short, layers.Conv2D(channels, 3, padding='same')(a)])
    h = layers.ReLU()(layers.BatchNormalization()(h))
    return layers.Dense(10)(layers.GlobalAveragePooling2D()(h))


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]))
