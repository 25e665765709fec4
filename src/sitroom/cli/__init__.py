"""The command line: a thin face over the desk."""

from sitroom.cli.app import main

__all__ = ["main"]
