"""The verbs of the command line for notebooks and pipelines: pandas frames in, pandas frames out."""
