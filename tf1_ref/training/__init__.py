"""The Session loops: training, evaluation, checkpoints and summaries. Nothing here knows a model."""
