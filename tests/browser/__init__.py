"""Journeys through the dashboard in a real browser: what only a browser shows."""
