"""Giving records out: their places in seals, and the lines of an export."""
