"""Where a name of TensorFlow 1 is today, and why not: lookups, refusals, moved names, names from before 1.0."""
