"""Whether everyone can use a page: each check looks at it and says what is at fault, in words."""
