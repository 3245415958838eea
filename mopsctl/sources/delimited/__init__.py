"""CSV and its kin: a fast lane for clean stretches of text, and a careful one that mends what is not clean."""
