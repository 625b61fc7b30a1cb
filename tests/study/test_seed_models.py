"""Models of the seed corpus in the user's cache."""

from __future__ import annotations

import numpy as np

from arabnlp.study import seed_models as module
from tests.conftest import SEED_ID


def test_models_are_read_from_the_cache_the_second_time(models, monkeypatch) -> None:
    monkeypatch.setattr(module, "_train", lambda *_: (_ for _ in ()).throw(AssertionError("trained again")))
    again = module.seed_models()
    assert again.measured == models.measured
    text = ["وقّع وزير الدفاع اتفاقية عسكرية"]
    assert np.allclose(again.topic.predict_proba(text), models.topic.predict_proba(text))


def test_a_damaged_cache_is_trained_again(tmp_path, models, monkeypatch) -> None:
    monkeypatch.setenv("ARABNLP_CACHE", str(tmp_path))
    monkeypatch.setattr(module, "_train", lambda *_: models)
    module.seed_models()
    [folder] = tmp_path.iterdir()
    (folder / "topic.skops").write_bytes(b"half")
    assert module.seed_models() is models
    assert module._read(next(tmp_path.iterdir())).measured == models.measured


def test_a_read_only_cache_does_not_stop_the_work(tmp_path, models, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ARABNLP_CACHE", str(tmp_path / "file" / "below"))
    monkeypatch.setattr(module, "_train", lambda *_: models)
    assert module.seed_models() is models


def test_the_seed_article_is_not_trained_on(models, seed_text) -> None:
    texts, topics, ids, pairs, stances, owners = module.training_data()
    assert SEED_ID not in ids and seed_text not in texts and SEED_ID not in owners
    assert len(texts) == len(topics) == len(ids) and len(pairs) == len(stances) == len(owners)
    assert module.text_key(seed_text) not in models.cross_fitted
    assert models.measured["topic"]["macro_f1"] > 0.8
