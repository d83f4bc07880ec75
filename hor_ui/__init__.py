"""Draw what hor_data knows: charts, markup and what pages share."""
