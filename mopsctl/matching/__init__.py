"""Records that are the same person or company: block, compare, score, group, explain, evaluate."""
