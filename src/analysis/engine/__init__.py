"""Notebooks run warm: a process that has imported everything forks once for each of them.

- ``frames``: messages over a pipe
- ``server``: the process that runs calls, each in a fork of its own where there is a fork
- ``worker``: the other end: starts a server, hands it calls, watches and kills
- ``shell``: an IPython shell that answers cells without ZMQ, as the kernel would
- ``warm``: a notebook's cells in that shell, in this process or in a fork
- ``plugin``: papermill's engine made of these (entry point ``papermill.engine``: ``warm``)
"""
