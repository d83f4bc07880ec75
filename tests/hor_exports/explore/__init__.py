"""Tests of the Explore screen's content."""
