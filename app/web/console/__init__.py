"""The console: pages for those who run sites, made on the server, signed in to by a cookie."""
