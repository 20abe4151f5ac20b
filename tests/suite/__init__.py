"""``make test``: every check of the project in one run, the cheap ones first, with a table of results at the end."""
