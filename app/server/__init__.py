"""Gunicorn, and the worker that runs short requests together."""
