"""What text is made of: words, stems, lemmas and phrases; pure functions."""
