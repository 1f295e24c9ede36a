"""Sheets that people filled in: what of an assessment stands where."""
