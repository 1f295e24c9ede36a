"""What formulas in a form compute: the same as the scoring, from the same answers."""
