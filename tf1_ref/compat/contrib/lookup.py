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
    'tf1_ref.compat.restored.lookup_tables': (
        'index_table_from_tensor index_to_string index_to_string_table_from_tensor string_to_index '
        'string_to_index_table_from_file string_to_index_table_from_tensor'
    ),
}
REFUSED = {
    'InitializableLookupTableBase': ('it was the base of a class that stands for itself', 'tf.lookup.StaticHashTable'),
    'MutableDenseHashTable': ('its checkpoints had another format', 'tf.lookup.experimental.DenseHashTable'),
}

__getattr__, __dir__ = lazy.module('tf.contrib.lookup', SUPPORTED, REFUSED, globals())
