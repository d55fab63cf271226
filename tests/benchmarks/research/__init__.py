"""Research code beside the genuine TensorFlow 1.15.5: public repositories, unmodified by `run` and ported.

  python -m tests.benchmarks.research FOLDER

FOLDER holds clones, each under its own name. What is run, and on which tiny data, is in `repositories/`, one file for
each of them; data is made here, from a seed. No line of these repositories is in this project.
"""
