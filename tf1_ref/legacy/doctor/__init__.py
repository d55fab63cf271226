"""`python -m tf1_ref doctor`: whether a legacy script will run here, told without running it."""
