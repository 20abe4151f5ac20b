"""Ports of this machine."""

import socket

from civic.stack.errors import Trouble


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def require_free(host: str, port: int) -> None:
    """Refuse early, with a sentence, what the web server would refuse late with a traceback.

    Raises Trouble when ``port`` is not a port, is taken, or is not ours to take.
    """
    if not 1 <= port <= 65535:
        raise Trouble(f"{port} is not a port number. Choose one between 1024 and 65535: make run PORT=8123")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # as the web server does: TIME_WAIT is no owner
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Trouble(
                f"Port {port} is reserved for the administrator. Choose one above 1023: make run PORT=8123"
            ) from error
        except OSError as error:
            raise Trouble(
                f"Port {port} on {host} is already in use ({error.strerror}). Stop the other program or choose "
                f"another port: make run PORT={port + 123 if port < 65000 else 8123}"
            ) from error
