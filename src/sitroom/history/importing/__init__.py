"""Importing: event data in any published layout into the store, with a report that drops nothing."""
