"""Signals: spectra, frames and filters."""

from __future__ import annotations

import functools

from tf1_ref.compat.built.replacing import differs, replaces
from tf1_ref.compat.built.warning import calling

SIGNAL = 'tensorflow.python.ops.signal.'

differs(
    SIGNAL + 'dct_ops:dct',
    SIGNAL + 'fft_ops:fftshift',
    SIGNAL + 'fft_ops:ifftshift',
    SIGNAL + 'fft_ops:irfft',
    SIGNAL + 'fft_ops:irfft2d',
    SIGNAL + 'fft_ops:irfft3d',
    SIGNAL + 'fft_ops:rfft',
    SIGNAL + 'fft_ops:rfft2d',
    SIGNAL + 'fft_ops:rfft3d',
    SIGNAL + 'mel_ops:linear_to_mel_weight_matrix',
    SIGNAL + 'reconstruction_ops:overlap_and_add',
    SIGNAL + 'shape_ops:frame',
)


@replaces(SIGNAL + 'spectral_ops:inverse_stft_window_fn')
def inverse_stft_window_fn(original, *args, **named):
    """Warns of what is built later, when the function that this one gives is called."""
    return functools.partial(calling, original(*args, **named))
