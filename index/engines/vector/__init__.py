"""Query evaluation over whole posting lists as numpy arrays: the answers of `index.engines.evaluation`, much faster.

Imports numpy, so it is itself imported only when a search is run.
"""
