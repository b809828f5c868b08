"""What the rules miss: a small trained encoder that says how likely a word attributes, and which words it attributes to whom."""
