"""What can go wrong before the platform runs, as sentences for the person in front of the terminal."""


class Trouble(Exception):
    """One clear sentence that says what is wrong and what to do. Printed without a traceback; exit code 1."""
