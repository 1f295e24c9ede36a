"""Pure functions from a rubric and an assessment to a result."""
