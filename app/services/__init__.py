"""One use case a file; a service opens the transaction, and takes and returns plain values."""
