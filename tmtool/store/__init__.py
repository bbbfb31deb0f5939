"""The memory's SQLite file; the only part of tmtool that knows SQL."""
