"""`tf.contrib.signal`, which is `tf.signal`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.compat.v1.signal': (
        'frame hamming_window hann_window inverse_stft inverse_stft_window_fn linear_to_mel_weight_matrix '
        'mfccs_from_log_mel_spectrograms overlap_and_add stft'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.signal', SUPPORTED, REFUSED, globals())
