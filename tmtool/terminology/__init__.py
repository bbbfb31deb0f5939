"""Terms in running text: how they are keyed, recognised and inflected; pure functions."""
