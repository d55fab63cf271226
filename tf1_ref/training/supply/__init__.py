"""How a training step gets its examples, and on how many towers it works: `--input` and `--towers`."""
