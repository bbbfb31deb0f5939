"""What a user asks for in one go, put together from the parts: the facades call these."""
