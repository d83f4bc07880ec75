"""What each page must show, compared with what it does."""
