"""What Quillmere adds to mopsctl."""
