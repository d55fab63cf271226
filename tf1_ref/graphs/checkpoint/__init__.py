"""`python -m tf1_ref checkpoint`: lists checkpoints, fits them to a model."""
