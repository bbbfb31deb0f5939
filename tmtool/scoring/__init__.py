"""How good drafts are, measured against reference translations."""
