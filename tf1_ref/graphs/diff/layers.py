"""The layers in which two graphs are compared, the most important first."""

from __future__ import annotations

VARIABLES, COLLECTIONS, INTERFACE = 'variables', 'collections', 'interface'
TOPOLOGY, ATTRIBUTES, SEEDS, VALUES = 'topology', 'attributes', 'seeds', 'values'
LAYERS = (VARIABLES, COLLECTIONS, INTERFACE, TOPOLOGY, ATTRIBUTES, SEEDS, VALUES)
