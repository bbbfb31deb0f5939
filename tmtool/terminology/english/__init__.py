"""How English terms inflect, and how English words are read in a text."""
