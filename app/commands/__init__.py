"""The command line's rooms beyond `app/cli.py`: one family of commands a file."""
