"""Everything of dateline that is not a screen: articles in, names out, questions answered."""
