"""What is said of a figure, and what is wrong with a text."""
