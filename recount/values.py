"""The values of filters: what a page calls one, and filters without some of their fields."""

from recount.counting import Book, Filters


def called(book: Book, field: str, value: str) -> str:
    """What a page calls a value: organisations by their short names."""
    if field != "lead":
        return value
    return str(book.organisations["Short name"].get(value, value))


def without(filters: Filters, *fields: str) -> Filters:
    """The filters but for those of these fields."""
    return {field: values for field, values in filters.items() if field not in fields}
