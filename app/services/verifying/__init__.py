"""Verifying the book: its seals one by one, each with the records that came up to it."""
