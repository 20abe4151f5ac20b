"""The local stack: PostgreSQL, Valkey, web, worker and beat on one machine, started by one command.

For development, the demo city and the tests; a real installation brings its own servers (docs/operations.md).
``python -m civic.stack --help`` lists the commands. Nothing here imports Django, except ``prepare``.
"""
