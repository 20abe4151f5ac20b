"""After the workshop: themes, promises that come back, reports after 30, 90 and 180 days, feedback, certificates."""
