"""How the small model of the reading room is trained, from text that we wrote. Not shipped."""
