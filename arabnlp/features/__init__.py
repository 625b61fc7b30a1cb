"""Features: ids and vocabulary, counts and TF-IDF, topic proportions."""
