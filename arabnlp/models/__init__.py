"""Models: topic and stance classifiers, the topic model workflow, persistence."""
