"""`python -m hor_ui`: the commands of `hor` that make files."""

from hor.exports import main

main(prog_name="python -m hor_ui")
