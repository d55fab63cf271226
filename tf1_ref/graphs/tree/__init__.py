"""`python -m tf1_ref tree`: a model's scopes, with what they hold and what they cost."""
