"""PDF in the layout of GB/T 9704-2012, printed by a Chromium, Chrome or Edge found on the machine.

``find`` finds the browser, ``browser`` keeps one for a batch, ``devtools`` talks to it; ``page``
lays the paper out, ``faces`` is the ladder of fonts, ``printing`` makes the PDF.
"""

from analysis.render.pdf.browser import Browser
from analysis.render.pdf.faces import Face
from analysis.render.pdf.find import BrowserError, find_browser
from analysis.render.pdf.printing import Printed, faces_here, pdf_of, print_paper

__all__ = [
    "Browser",
    "BrowserError",
    "Face",
    "Printed",
    "faces_here",
    "find_browser",
    "pdf_of",
    "print_paper",
]
