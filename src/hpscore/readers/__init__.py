"""Readers: files to rubrics and assessments, with every problem located."""
