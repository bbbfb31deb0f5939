"""How consistently terms are rendered: what is counted, and what is a finding."""
