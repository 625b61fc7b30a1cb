"""Where the public corpora are, for tests on real data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpora() -> Path:
    root = os.environ.get("ARABNLP_DATA")
    if not root or not Path(root).is_dir():
        pytest.skip("ARABNLP_DATA is not set to the folder of the public corpora")
    return Path(root)
