"""The arithmetic of the public ledger, without Django and without a database: lines, tree, signatures."""
