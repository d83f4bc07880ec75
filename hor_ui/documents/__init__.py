"""Word documents: the minutes of a roundtable, and one organisation on a page."""
