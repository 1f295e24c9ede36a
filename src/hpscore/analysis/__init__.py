"""What a rubric's cases say of it, and which of its numbers no case would miss."""
