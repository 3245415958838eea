"""From a source to the result of an audit: read, recognised, judged, scored, and what to do about it."""
