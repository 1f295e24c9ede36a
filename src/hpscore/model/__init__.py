"""The rubric, the assessment and the result as values."""
