"""Our own reader: one small encoder, trained on all tasks at once.

``python -m training.encoder CORPORA`` makes the weights in ``src/onrecord/data/weights``.
"""
