"""What is wrong with a draft: checks on a source segment and its draft; pure functions."""
