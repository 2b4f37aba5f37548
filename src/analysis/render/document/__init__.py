"""What an executed notebook says, apart from how it looks.

``reading`` makes a document (``model``) of a notebook: ``blocks`` knows the kinds of block,
``numbering`` counts, ``annex`` gathers provenance, ``pending`` groups what is missing, ``panel`` is
what a reviewer has to look at, ``markup`` makes foreign HTML harmless. ``paper`` is the document as
公文, from which PDF and DOCX are laid out.
"""
