"""Sentences of a document, and the figures in them."""
