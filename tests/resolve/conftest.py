import pytest

from onrecord.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()
