"""System checks: everything that a deployer can get wrong, said plainly, each with an id (docs/operations.md)."""

from civic.common.checks import addresses, days, deployment, folders, servers

__all__ = ["addresses", "days", "deployment", "folders", "servers"]
