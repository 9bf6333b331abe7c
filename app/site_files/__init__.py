"""YAML in, sites out: every fault with its file, its line and what to write instead."""
