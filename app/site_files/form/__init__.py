"""A site file as the fields of a form: the very same document, shown and written value by value."""
