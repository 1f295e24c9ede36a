"""Readings of a result: the published JSON, tables for terminals and files, and explanations."""
