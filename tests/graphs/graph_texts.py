"""Small graphs for the tests of the graph tools, written as text, without TensorFlow."""

from google.protobuf import text_format

from tf1_ref.graphs.reading.messages import TEXT

# A variable with its initial value and a placeholder, added.
ADDED = """
node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } }
       attr { key: "shape" value { shape { dim { size: -1 } dim { size: 3 } } } } }
node { name: "W" op: "VariableV2" attr { key: "dtype" value { type: DT_FLOAT } }
       attr { key: "shape" value { shape { dim { size: 3 } } } } }
node { name: "W/zeros" op: "Const" attr { key: "dtype" value { type: DT_FLOAT } }
       attr { key: "value" value { tensor { dtype: DT_FLOAT tensor_shape { dim { size: 3 } } float_val: 0.1 } } } }
node { name: "W/Assign" op: "Assign" input: "W" input: "W/zeros" }
node { name: "W/read" op: "Identity" input: "W" }
node { name: "sum" op: "Add" input: "x" input: "W/read:0" input: "^W/Assign" device: "/cpu:0" }
"""


def as_bytes(text: str, kind: str = 'GraphDef') -> bytes:
    """The binary form of a message that is given as text."""
    return text_format.Parse(text, getattr(TEXT, kind)()).SerializeToString()
