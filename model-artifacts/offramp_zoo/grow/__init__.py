"""`zoo grow`: from a backbone and a folder of pictures to a bundle with early exits, by way of a recipe."""
