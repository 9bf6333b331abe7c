"""What a site's banner shows and carries, composed from the site and from the texts of its languages."""
