"""`tf.contrib.lookup`, whose tables are in `tf.lookup`."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.lookup_ops': (
        'FastHashSpec HasherSpec IdTableWithHashBuckets KeyValueTensorInitializer LookupInterface MutableHashTable '
        'StrongHashSpec TableInitializerBase TextFileIdTableInitializer TextFileIndex TextFileInitializer '
        'TextFileStringTableInitializer index_table_from_file index_to_string_table_from_file'
    ),
    'tensorflow.compat.v1.lookup': 'HashTable=StaticHashTable',
    'tf1_ref.compat.restored.lookup_tables': 'index_table_from_tensor index_to_string_table_from_tensor',
}
OF_0_X = '1.15 had deprecated it'
REFUSED = {
    'InitializableLookupTableBase': ('TensorFlow 2 has dropped it', 'tf.lookup.StaticHashTable'),
    'MutableDenseHashTable': ("contrib's table had another checkpoint format", 'tf.lookup.experimental.DenseHashTable'),
    'index_to_string': (OF_0_X, 'tf.contrib.lookup.index_to_string_table_from_tensor'),
    'string_to_index': (OF_0_X, 'tf.contrib.lookup.index_table_from_tensor'),
    'string_to_index_table_from_file': (OF_0_X, 'tf.contrib.lookup.index_table_from_file'),
    'string_to_index_table_from_tensor': (OF_0_X, 'tf.contrib.lookup.index_table_from_tensor'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.lookup', SUPPORTED, REFUSED, globals())
