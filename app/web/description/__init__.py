"""The description of the API: OpenAPI for machines, a page for people, made of what the views say of themselves."""
