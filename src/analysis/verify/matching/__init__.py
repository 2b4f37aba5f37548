"""Which indicator a figure is a value of."""
