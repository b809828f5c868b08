"""The learned part of the audit: a small encoder that reads a digest sentence beside its evidence."""
