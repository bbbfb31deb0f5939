"""How Russian terms inflect, and how Russian words are read in a text."""
