"""The edge: sign-in, headers, bounds and open data around the dashboard (Starlette)."""
