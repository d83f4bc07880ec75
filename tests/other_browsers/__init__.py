"""Journeys in browsers that Playwright does not drive here: make test-browsers."""
