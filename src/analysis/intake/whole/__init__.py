"""The rows of all files of a town together: each counted once, checked, names masked."""
