"""Forms: ways to fill in an assessment, and the file that an assessment is kept in."""
