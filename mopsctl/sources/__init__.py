"""Where records come from: one adapter a file; ``open.open_source`` opens any of them."""
