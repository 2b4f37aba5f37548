"""fazhi: from a town's ledgers (台账) to its yearly 法治政府建设 report.

The rooms, lowest first; imports point down only (tests/test_layers.py):

0. ``values`` ``cells`` ``errors`` ``workspace``: parse and print, addresses, what went wrong, where
   things are
1. ``ledgers`` ``findings`` ``store``: what a ledger is, what is wrong in one, artefacts on disk
2. ``intake``: spreadsheet files to typed rows
3. ``indicators`` ``checks``: typed rows to observations, and what is odd about them
4. ``report``: observations to sentences, charts and tables; what notebooks import
5. ``render``: an executed notebook to the published page
6. ``build``: all of it for a town, a year, a folder of towns
7. ``cli`` ``sample``: the command; the invented ledgers of 双龙镇
"""
