"""Results as a workbook: what is taken of each, and the sheets that are made of all."""
