"""Slides as plain values: what each says, and where it continues.

A planned slide fits its look; it is drawn in `drawing`.
"""
