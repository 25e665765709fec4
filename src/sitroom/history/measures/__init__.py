"""Measures: series of what two did to each other, their shares, words and deeds, and who answers whom."""
