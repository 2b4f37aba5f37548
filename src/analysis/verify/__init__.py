"""A written report held against the ledgers: its figures found, matched, judged."""
