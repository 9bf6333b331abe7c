"""What `kelisim doctor` looks at."""
