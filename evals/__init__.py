"""Every score of the desk beside its peers, with floors that a change may raise and never lower."""
