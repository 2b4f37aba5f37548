"""The last look at everything that will be published: no personal data leaves.

``texts`` reads the final bytes of a file as texts with places (``office``: Word and Excel, ``pdf``);
``shapes`` knows what personal data look like; ``gate`` searches and refuses.
"""
