"""Taking answers of other products in: the rows of their tables, read with their lines."""
