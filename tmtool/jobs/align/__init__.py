"""Aligning documents: read, aligned with what is known of their languages, and taken in."""
