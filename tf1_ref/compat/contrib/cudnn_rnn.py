"""`tf.contrib.cudnn_rnn`: its layers build 1.15's graph and run on a GPU only; its cells run everywhere."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tf1_ref.compat.restored.cudnn_rnn.cells': 'CudnnCompatibleGRUCell CudnnCompatibleLSTMCell',
    'tf1_ref.compat.restored.cudnn_rnn.converters': (
        'CudnnParamsFormatConverterGRU CudnnParamsFormatConverterLSTM CudnnParamsFormatConverterRelu '
        'CudnnParamsFormatConverterTanh'
    ),
    'tf1_ref.compat.restored.cudnn_rnn.cudnn_rnn': 'CudnnGRU CudnnLSTM CudnnRNNRelu CudnnRNNTanh',
    'tf1_ref.compat.restored.cudnn_rnn.saveables': (
        'CudnnGRUSaveable CudnnLSTMSaveable CudnnRNNReluSaveable CudnnRNNTanhSaveable'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.cudnn_rnn', SUPPORTED, REFUSED, globals())
