"""Released versions of a report: what they hold, where they are kept, what changed since."""
