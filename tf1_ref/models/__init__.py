"""The deck's models: each file has the placeholders of a slide and a function from them to named end points."""
