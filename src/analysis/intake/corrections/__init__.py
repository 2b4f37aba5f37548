"""What a clerk asks to mend: read from a table, assigned to files, applied to raw cells."""
