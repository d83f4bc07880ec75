"""Why a template cannot be used, in a sentence for the person who sent it."""

SAVE_TEMPLATE_AGAIN = (
    "Open it in PowerPoint, choose Save As, and save it without a password as a PowerPoint "
    "template (.potx) or presentation (.pptx)."
)
TEMPLATE_DAMAGED = (
    f"The template cannot be read: the file may be damaged or cut short. {SAVE_TEMPLATE_AGAIN}"
)
TEMPLATE_UNUSABLE = (
    "No slides can be made with this template: something in its slide masters cannot be used. "
    f"{SAVE_TEMPLATE_AGAIN} If that does not help, try a template with fewer masters and layouts."
)


class TemplateRefusedError(ValueError):
    """The file is no template we can use. Its text is a sentence for the person who sent it."""
