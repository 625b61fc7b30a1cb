"""Study: evaluation, experiments, the report, plots."""
