"""sitroom: a situation room for people who read politics for a living."""
