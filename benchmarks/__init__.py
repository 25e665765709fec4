"""Benchmarks: each prints a short table and, as its last line, one JSON object."""
