"""Tables: a row a subject, and what their headings mean."""
