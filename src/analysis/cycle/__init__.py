"""The yearly cycle: a new root, a new year, and how each town stands."""
