"""The HTML page.

``html`` is the nbconvert exporter, ``assets`` finds plotly.js, ``siblings`` what lies beside the
page; ``templates/fazhi`` is the page itself, macros by subject, scripts by what they do.
"""
