"""SQL in, domain objects out; nothing here commits."""
