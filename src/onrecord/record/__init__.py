"""The store: many readings in one SQLite file."""

from onrecord.record.corrections import Correction
from onrecord.record.judgements import Judgement, Known
from onrecord.record.store import Record

__all__ = ["Correction", "Judgement", "Known", "Record"]
