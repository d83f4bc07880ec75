"""What an organisation runs beside the dashboard, started and tried: make test-organisation."""
