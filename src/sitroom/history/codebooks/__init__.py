"""Codebooks: what the codes of acts and actors stand for, as reviewed tables."""
