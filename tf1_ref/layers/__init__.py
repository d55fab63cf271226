"""The deck's layers, one idea per file: each defines its variables and its operation under one variable scope."""
