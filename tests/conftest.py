"""What holds for all tests."""

from hypothesis import settings

# A busy machine is no error of the code; speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
