"""How like two segments are, why, and which matches come first; pure functions."""
