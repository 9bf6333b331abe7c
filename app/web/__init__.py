"""HTTP in, HTTP out: guards, schemas and views."""
