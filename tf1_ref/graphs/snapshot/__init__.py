"""`python -m tf1_ref snapshot`, and where snapshots lie beside tests."""
