"""Registers that an assessment names: read, and turned into answers."""
