"""The fields that are described are those of TensorFlow's own descriptors."""

import pytest

from tf1_ref.compat import tf
from tf1_ref.graphs.reading.messages import DTYPES, REFERENCE, SCHEMA, TEXT

POOL = tf.MetaGraphDef.DESCRIPTOR.file.pool
ELSEWHERE = {
    'Attribute': 'NodeDef.AttrEntry',
    'Dim': 'TensorShapeProto.Dim',
    'ArgDef': 'OpDef.ArgDef',
    'ListValue': 'AttrValue.ListValue',
    'TrackableObject': 'TrackableObjectGraph.TrackableObject',
    'SerializedTensor': 'TrackableObjectGraph.TrackableObject.SerializedTensor',
    'MetaInfoDef': 'MetaGraphDef.MetaInfoDef',
    **{name: f'CollectionDef.{name}' for name in ('NodeList', 'BytesList', 'Int64List', 'FloatList')},
}


@pytest.mark.parametrize('name', SCHEMA)
def test_fields(name):
    if name == 'SavedModel':
        from tensorflow.core.protobuf import saved_model_pb2  # noqa: F401  (puts it into the pool)
    if name.startswith(('Trackable', 'Serialized')):
        from tensorflow.core.protobuf import trackable_object_graph_pb2  # noqa: F401
    if name.startswith(('Bundle', 'TensorSlice')):
        from tensorflow.core.protobuf import tensor_bundle_pb2  # noqa: F401
    theirs = POOL.FindMessageTypeByName(f'tensorflow.{ELSEWHERE.get(name, name)}').fields_by_name
    for field in getattr(TEXT, name).DESCRIPTOR.fields:
        their = theirs[field.name]
        kind = field.CPPTYPE_ENUM if field.name == 'endianness' else field.cpp_type  # a number is enough of that
        assert (field.number, kind, field.is_repeated) == (their.number, their.cpp_type, their.is_repeated)
        if field.message_type is not None and not field.message_type.GetOptions().map_entry:
            assert field.message_type.name == their.message_type.name


def test_types():
    for number, name in DTYPES.items():
        assert tf.as_dtype(number).name == name
    assert tf.as_dtype(REFERENCE + 1).name == 'float32_ref'
    theirs = {value.name: value.number for value in POOL.FindEnumTypeByName('tensorflow.DataType').values}
    ours = {value.name: value.number for value in TEXT.AttrValue.DESCRIPTOR.fields_by_name['type'].enum_type.values}
    assert ours.items() <= theirs.items()
