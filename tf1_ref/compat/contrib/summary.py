"""`tf.contrib.summary`, which became the summaries of TensorFlow 2."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.summary_ops_v2': (
        'SummaryWriter always_record_summaries audio create_file_writer create_summary_file_writer=create_file_writer '
        'eval_dir flush generic graph histogram image import_event initialize never_record_summaries '
        'record_summaries_every_n_global_steps scalar should_record_summaries summary_writer_initializer_op'
    ),
    'tensorflow.compat.v1.summary': 'all_summary_ops=all_v2_summary_ops',
}
REFUSED = {'create_db_writer': ('TensorFlow 2 writes no SQLite files', 'tf.contrib.summary.create_file_writer')}

__getattr__, __dir__ = lazy.module('tf.contrib.summary', SUPPORTED, REFUSED, globals())
