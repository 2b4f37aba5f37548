"""The HTML page.

``html`` is the nbconvert exporter and its short way for ``fazhi build``, ``facts`` is what a page
needs beside its document: ``assets`` finds plotly.js, ``siblings`` what lies beside the page;
``templates/fazhi`` is the page itself, macros by subject, scripts by what they do.
"""
