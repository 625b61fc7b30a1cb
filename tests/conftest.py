"""Shared fixtures: the seed article, the models of the report (trained once a session), a cache of the tests' own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

SEEDS = Path(__file__).parent.parent / "seeds"
SEED_ID = "000_98006e8bcea76a25"
SEED_TARGET = "برنامج الشراكة الاستراتيجية في المجال الدفاعي"

# The test command says the same of the same code twice; `make search` draws other examples each time.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False, print_blob=True)
settings.load_profile("same")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models are trained into the tests' own cache, never read from the user's."""
    folder = tmp_path_factory.getbasetemp().parent / "arabnlp-test-cache"
    os.environ["ARABNLP_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def seed_path() -> Path:
    return SEEDS / f"{SEED_ID}.txt"


@pytest.fixture(scope="session")
def seed_text(seed_path: Path) -> str:
    return seed_path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def models(own_cache: Path):
    from arabnlp.study.seed_models import seed_models

    return seed_models()
