"""Written documents as paragraphs of text; hostile until read."""
