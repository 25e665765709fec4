"""Benchmarks of reading: marked texts and how well the rules read them."""
