"""Trains the second, smaller encoder: which event words tell, and how far it happened; see docs/training.md."""
