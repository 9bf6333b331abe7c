"""What Kelisim signs with: the file of its keys, and signatures over JSON."""
