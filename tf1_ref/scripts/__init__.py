"""One absl main per experiment: `python -m tf1_ref.scripts.train_cnn --help`."""
