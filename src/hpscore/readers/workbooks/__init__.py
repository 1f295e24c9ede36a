"""Workbooks, opened within bounds."""
