"""Overlays: local changes to a published rubric."""
