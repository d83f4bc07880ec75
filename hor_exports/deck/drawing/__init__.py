"""Planned slides drawn into a presentation, by python-pptx.

What a slide says was decided in `planning`.
"""
