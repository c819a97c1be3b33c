"""What holds for all tests."""

import os

from hypothesis import settings

# A busy machine is no error of the code; speed is measured in bench/. Whether a commit passes depends on the commit
# alone, so the examples are the same at each run; `make fuzz` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
