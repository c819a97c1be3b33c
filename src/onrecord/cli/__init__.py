"""The command line: parses, calls one function of the Python API, renders."""

from onrecord.cli.app import app, main

__all__ = ["app", "main"]
