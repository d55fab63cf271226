"""`python -m tf1_ref diff`: the differences between two graphs, or between code and a slide."""
