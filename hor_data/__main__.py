"""`python -m hor_data`: the commands of `hor` that work with data."""

from hor.data import main

main(prog_name="python -m hor_data")
