"""One run on several processes: parameter servers hold the variables, workers train on their share of each batch."""
