"""What may befall a run: `python -m tests.benchmarks.faults`."""
