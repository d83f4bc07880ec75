"""Drive a running dashboard: its server, a browser, sessions; for tests, bench and tools."""
