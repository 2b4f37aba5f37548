"""From an executed notebook to the files that are published.

``document`` reads the notebook once; ``page``, ``docx``, ``pdf``, ``workbook`` and ``opinions`` (the
reviewer's 审核意见表) each make a file of it; ``gate`` looks at the final bytes of all of them.
"""
