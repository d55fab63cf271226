"""Tools to see, pin and compare graphs and the code that builds them."""
