"""Pictures of every page and state: taken, compared and accepted."""
