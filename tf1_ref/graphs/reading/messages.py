"""TensorFlow's graph files as protocol buffers, without TensorFlow: only the fields that are read are described.

The protobuf library (it arrives with TensorFlow) parses by descriptors, which stand here as a table in a pool of their
own; so nobody waits for the import of TensorFlow, and nothing that a file contains can be executed.

A text file is parsed by `TEXT`. Binary messages are parsed by `BINARY`, where what is large or repetitive stays bytes:
a graph in its wrapper, and attributes (each an `Attribute`), most of which are the same few over and over.
"""

from __future__ import annotations

import types

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

DTYPES = {
    1: 'float32', 2: 'float64', 3: 'int32', 4: 'uint8', 5: 'int16', 6: 'int8', 7: 'string', 8: 'complex64', 9: 'int64',
    10: 'bool', 11: 'qint8', 12: 'quint8', 13: 'qint32', 14: 'bfloat16', 15: 'qint16', 16: 'quint16', 17: 'uint16',
    18: 'complex128', 19: 'float16', 20: 'resource', 21: 'variant', 22: 'uint32', 23: 'uint64', 24: 'float8_e5m2',
    25: 'float8_e4m3fn', 29: 'int4', 30: 'uint4',
}  # fmt: skip
REFERENCE = 100  # what is added to the number of a type for a reference to it

# Message: its fields as `name: number kind`; `*` is repeated, `{}` a map from strings.
SCHEMA = {
    'VersionDef': {'producer': '1 int32'},
    'Dim': {'size': '1 int64', 'name': '2 string'},
    'TensorShapeProto': {'dim': '2 *Dim', 'unknown_rank': '3 bool'},
    'TensorProto': {
        'dtype': '1 DataType', 'tensor_shape': '2 TensorShapeProto', 'version_number': '3 int32',
        'tensor_content': '4 bytes', 'float_val': '5 *float', 'double_val': '6 *double', 'int_val': '7 *int32',
        'string_val': '8 *bytes', 'scomplex_val': '9 *float', 'int64_val': '10 *int64', 'bool_val': '11 *bool',
        'dcomplex_val': '12 *double', 'half_val': '13 *int32', 'uint32_val': '16 *uint32', 'uint64_val': '17 *uint64',
    },
    'Attribute': {'key': '1 string', 'value': '2 AttrValue'},
    'NameAttrList': {'name': '1 string', 'attr': '2 {}AttrValue'},
    'ListValue': {
        's': '2 *bytes', 'i': '3 *int64', 'f': '4 *float', 'b': '5 *bool', 'type': '6 *DataType',
        'shape': '7 *TensorShapeProto', 'tensor': '8 *TensorProto', 'func': '9 *NameAttrList',
    },
    'AttrValue': {
        'list': '1 ?ListValue', 's': '2 ?bytes', 'i': '3 ?int64', 'f': '4 ?float', 'b': '5 ?bool',
        'type': '6 ?DataType', 'shape': '7 ?TensorShapeProto', 'tensor': '8 ?TensorProto', 'placeholder': '9 ?string',
        'func': '10 ?NameAttrList',
    },
    'NodeDef': {
        'name': '1 string', 'op': '2 string', 'input': '3 *string', 'device': '4 string', 'attr': '5 {}AttrValue',
    },
    'ArgDef': {
        'name': '1 string', 'type': '3 DataType', 'type_attr': '4 string', 'number_attr': '5 string',
        'type_list_attr': '6 string',
    },
    'OpDef': {'name': '1 string', 'input_arg': '2 *ArgDef', 'output_arg': '3 *ArgDef'},
    'FunctionDef': {'signature': '1 OpDef', 'node_def': '3 *NodeDef', 'ret': '4 {}string'},
    'FunctionDefLibrary': {'function': '1 *FunctionDef'},
    'GraphDef': {'node': '1 *NodeDef', 'library': '2 FunctionDefLibrary', 'versions': '4 VersionDef'},
    'MetaInfoDef': {'tags': '4 *string'},
    'NodeList': {'value': '1 *string'},
    'BytesList': {'value': '1 *bytes'},
    'Int64List': {'value': '1 *int64'},
    'FloatList': {'value': '1 *float'},
    'CollectionDef': {
        'node_list': '1 ?NodeList', 'bytes_list': '2 ?BytesList', 'int64_list': '3 ?Int64List',
        'float_list': '4 ?FloatList',
    },
    'TensorInfo': {'name': '1 string', 'dtype': '2 DataType', 'tensor_shape': '3 TensorShapeProto'},
    'SignatureDef': {'inputs': '1 {}TensorInfo', 'outputs': '2 {}TensorInfo'},
    'MetaGraphDef': {
        'meta_info_def': '1 MetaInfoDef', 'graph_def': '2 GraphDef', 'collection_def': '4 {}CollectionDef',
        'signature_def': '5 {}SignatureDef',
    },
    'SavedModel': {'saved_model_schema_version': '1 int64', 'meta_graphs': '2 *MetaGraphDef'},
    # What a collection has in its bytes: a variable; of anything else (a loop, a queue) the name, which comes first.
    'VariableDef': {'variable_name': '1 string', 'initializer_name': '2 string'},
    # Of a checkpoint's index.
    'TensorSliceProto': {},
    'BundleHeaderProto': {'num_shards': '1 int32', 'endianness': '2 int32'},
    'BundleEntryProto': {
        'dtype': '1 DataType', 'shape': '2 TensorShapeProto', 'shard_id': '3 int32', 'offset': '4 int64',
        'size': '5 int64', 'crc32c': '6 fixed32', 'slices': '7 *TensorSliceProto',
    },
    # Of an object-based checkpoint: which variables its objects are.
    'SerializedTensor': {'name': '1 string', 'full_name': '2 string', 'checkpoint_key': '3 string'},
    'TrackableObject': {'attributes': '2 *SerializedTensor'},
    'TrackableObjectGraph': {'nodes': '1 *TrackableObject'},
}  # fmt: skip


def _message_classes(as_bytes: frozenset[tuple[str, str]]) -> types.SimpleNamespace:
    """The classes of all messages; the fields in `as_bytes` are left unparsed."""
    file = descriptor_pb2.FileDescriptorProto(name='graphs.proto', package='tf1_ref', syntax='proto3')
    _add_dtypes(file.enum_type.add(name='DataType'))
    for name, fields in SCHEMA.items():
        message = file.message_type.add(name=name)
        for field, text in fields.items():
            _add_field(message, field, text, (name, field) in as_bytes)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return types.SimpleNamespace(
        **{name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f'tf1_ref.{name}')) for name in SCHEMA}
    )


def _add_dtypes(enum):
    enum.value.add(name='DT_INVALID', number=0)
    for offset, suffix in ((0, ''), (REFERENCE, '_REF')):
        for number, name in DTYPES.items():
            name = {'float32': 'float', 'float64': 'double', 'float16': 'half'}.get(name, name)
            enum.value.add(name=f'DT_{name.upper()}{suffix}', number=number + offset)


def _add_field(message, name, text, as_bytes):
    number, kind = text.split()
    field = message.field.add(name=name, number=int(number))
    field.label = field.LABEL_REPEATED if kind[0] in '*{' else field.LABEL_OPTIONAL
    if kind.startswith('{}') and not as_bytes:
        entry = message.nested_type.add(name=f'{name.title().replace("_", "")}Entry')
        _add_field(entry, 'key', '1 string', False)
        _add_field(entry, 'value', f'2 {kind[2:]}', False)
        entry.options.map_entry = True
        field.type, field.type_name = field.TYPE_MESSAGE, f'.tf1_ref.{message.name}.{entry.name}'
        return
    if kind.startswith('?'):
        if not message.oneof_decl:
            message.oneof_decl.add(name='value')
        field.oneof_index = 0
    kind = 'bytes' if as_bytes else kind.lstrip('*?')
    if kind == 'DataType':
        field.type, field.type_name = field.TYPE_ENUM, '.tf1_ref.DataType'
    elif kind in SCHEMA:
        field.type, field.type_name = field.TYPE_MESSAGE, f'.tf1_ref.{kind}'
    else:
        field.type = getattr(field, f'TYPE_{kind.upper()}')


TEXT = _message_classes(frozenset())
AS_BYTES = {
    'NodeDef': 'attr', 'NameAttrList': 'attr', 'Attribute': 'value', 'MetaGraphDef': 'graph_def',
    'FunctionDef': 'node_def',
}  # fmt: skip
BINARY = _message_classes(frozenset(AS_BYTES.items()))
