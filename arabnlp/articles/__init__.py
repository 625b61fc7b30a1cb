"""Articles: the data class, readers, encodings, duplicates, splits, public datasets."""
