"""Claims: a statement about who answers whom, put to event history by a referee."""
