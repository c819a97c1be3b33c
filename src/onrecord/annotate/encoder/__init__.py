"""Our own annotator: words, word pieces, one pass of the encoder, and what its scores mean."""
