"""Scale: counts by pair and period of all that a source holds, in one engine or on a cluster."""
