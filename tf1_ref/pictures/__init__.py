"""Pictures of runs: functions of NumPy arrays that write PNG files. matplotlib is asked for when one is drawn."""
