"""The layers, as the command line names them."""

from tf1_ref.graphs.diff import layers


def test_the_layers_in_the_order_of_their_importance():
    assert layers.LAYERS == ('variables', 'collections', 'interface', 'topology', 'attributes', 'seeds', 'values')
    assert layers.LAYERS[0] == layers.VARIABLES and layers.LAYERS[-1] == layers.VALUES
