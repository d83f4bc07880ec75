"""What tests of several files share."""

import pytest


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """Where LibreOffice keeps its settings between the files of this session."""
    return tmp_path_factory.mktemp("libreoffice")
