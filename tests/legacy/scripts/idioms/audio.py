"""Sound: waves, spectrograms and their coefficients, and an area where values are staged."""

import numpy as np
import tensorflow as tf
from tensorflow.contrib.framework.python.ops import audio_ops as contrib_audio

x = tf.constant(np.sin(np.arange(1600) / 10.0).astype(np.float32))
spectrogram = contrib_audio.audio_spectrogram(tf.expand_dims(x, 1), window_size=256, stride=128, magnitude_squared=True)
coefficients = contrib_audio.mfcc(spectrogram, 8000, dct_coefficient_count=13)
wave = contrib_audio.decode_wav(contrib_audio.encode_wav(tf.expand_dims(x, 1), 8000), desired_channels=1)
stft = tf.contrib.signal.stft(x, frame_length=256, frame_step=128)
back = tf.contrib.signal.inverse_stft(stft, 256, 128)
area = tf.contrib.staging.StagingArea([tf.float32])
put, taken = area.put([x[:3]]), area.get()
with tf.Session() as sess:
    for one in (spectrogram, coefficients, wave.audio, back):
        value = sess.run(one)
        print(value.shape, '%.3f' % np.abs(value).sum())
    print(sess.run(wave.sample_rate))
    sess.run(put)
    print(np.round(sess.run(taken), 4).tolist())
