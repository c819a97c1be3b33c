"""Many reports with many processes.

Invariant: only the process that calls ``read_many`` writes to the record; workers open it to look.
"""

from onrecord.batch.bring import bring_many
from onrecord.batch.run import read_many
from onrecord.batch.work import Outcome, Reads, Skipped

__all__ = ["Outcome", "Reads", "Skipped", "bring_many", "read_many"]
