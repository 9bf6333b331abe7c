"""The law of the house: pure rules of consent, without clock, input or output."""
