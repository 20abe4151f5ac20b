"""The version of the counting rules, stored beside every result so that a count can be repeated years later."""

VERSION = "1.0.0"
