"""Programs that run what the reasons of refused names say to use instead.

Each file has `PROGRAMS`, from a substitute as a reason says it to a program: lines of Python, of which the last is an
expression that is true. They find `tf` (the door), `np`, and what `test_substitutes` has for all of them.
"""
