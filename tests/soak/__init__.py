"""A soak: random publications, undos, withdrawals and kills; then everything has to be there."""
