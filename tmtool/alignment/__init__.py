"""Which segments of two documents translate each other, and how sure that is."""
