"""Input that lies, made at random: `python -m tests.fuzz NAME --minutes=10`."""
