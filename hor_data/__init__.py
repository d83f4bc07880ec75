"""Read, check and compare releases of the commitments workbook; pandas, no screens."""
