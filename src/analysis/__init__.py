"""fazhi: from a town's ledgers (台账) to its yearly 法治政府建设 report.

The rooms, lowest first; imports point down only (tests/test_layers.py):

0. ``values`` ``words`` ``cells`` ``errors`` ``workspace`` ``layers``: parse and print, addresses,
   what went wrong, where things are, these rooms
1. ``ledgers`` ``findings`` ``blocks`` ``store`` ``frames``: what a ledger is, what is wrong in one,
   what a cell says, artefacts and frames on disk
2. ``intake``: spreadsheet files to typed rows
3. ``indicators`` ``checks`` ``town``: typed rows to observations, what is odd about them, a town's
   year kept while it is fresh
4. ``report`` ``engine``: observations to sentences, charts and tables, what notebooks import;
   notebooks run in forks of a warm process
5. ``render``: an executed notebook to the published page
6. ``build``: all of it for a town, a year, thousands of towns; only what is stale
7. ``cli`` ``sample``: the command; the invented ledgers of 双龙镇
"""
