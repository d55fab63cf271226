"""What a ported module is written with: what a rule may ask and say, the lines behind the imports, and templates."""
