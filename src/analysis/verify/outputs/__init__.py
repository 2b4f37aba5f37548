"""What verifying leaves behind: lines, JSON, pages, a Word copy, tables."""
