"""`hor`, or `python -m hor`: every command for those who automate."""

import click

from hor import data, exports, keeping, withdrawing

main = click.CommandCollection(
    "hor",
    sources=[data.main, exports.main, keeping.main, withdrawing.main],
    help="Work with commitments workbooks, and keep the store of releases.",
)

if __name__ == "__main__":
    main(prog_name="hor")
