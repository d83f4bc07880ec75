"""A recount of files: what is downloaded or made by command, against the workbook."""
