"""Models trained on the first two rounds of the seed corpus, measured on the third (identifiers from 101 on).

    python experiments/seed_third_round.py

It was a held-out test when it was written; this prints what the present code reaches.
"""

from __future__ import annotations

import re

from sklearn.metrics import f1_score

from arabnlp import StanceClassifier, TopicClassifier
from arabnlp.study.seed_models import training_data


def is_third(identifier: str) -> bool:
    """Whether an article is of the third round."""
    return int(re.sub(r"\D", "", identifier)) > 100


def main() -> None:
    """Print macro-F1 of both models."""
    texts, topics, ids, pairs, stances, owners = training_data()
    for name, model, X, y, keys in (
        ("topic", TopicClassifier(), texts, topics, ids),
        ("stance", StanceClassifier(), pairs, stances, owners),
    ):
        old = [i for i, key in enumerate(keys) if not is_third(key)]
        new = [i for i, key in enumerate(keys) if is_third(key)]
        model.fit([X[i] for i in old], [y[i] for i in old])
        score = f1_score([y[i] for i in new], model.predict([X[i] for i in new]), average="macro")
        print(f"{name}: macro-F1 {score:.3f}, trained on {len(old)}, measured on {len(new)}")


if __name__ == "__main__":
    main()
