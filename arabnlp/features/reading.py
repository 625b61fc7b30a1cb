"""How a text becomes tokens: the tables of the compiled reading, and what Python has to do first.

A normalizer's character tables, lower case, accents and the class of a token's characters come to one value a code
point. What is more than that is done on the few texts that need it: patterns on those in which one can match
(:mod:`arabnlp.text.shortcut`), what depends on context on those with a combining hamza or a joiner
(:mod:`arabnlp.text.context`), and ``str.lower`` on those whose lower case does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import strip_accents_ascii, strip_accents_unicode

from arabnlp.text.batch import Table, translate_all
from arabnlp.text.normalize import ArabicNormalizer
from arabnlp.text.shortcut import PATTERNS, groups_in

TOKEN_PATTERN = r"(?u)\b\w\w+\b"
FOLDED, READY = 1, 2  # modes: the text is folded; it is also in lower case and without accents
_CLASS = r"\\[wSdD]|\[\^?\]?(?:\\.|[^\[\]\\])+\]"
_RUN = re.compile(
    rf"(?:\(\?u\))?(?P<edge>\\b)?(?P<one>{_CLASS})(?P<more>(?P=one)*)(?:(?P<plus>\+)|\*|\{{(?P<least>\d+),\}})(?P<end>\\b)?"
)
_SIGMA = 0x03A3  # the one character whose lower case depends on those around it
_ASTRAL, _ALL = 0x10000, 0x110000


class TokenClass(NamedTuple):
    """Tokens are the longest runs of at least ``least`` characters that match ``members``, a regular expression.

    If they are ``bounded``, no other word character stands next to one.
    """

    members: str
    least: int
    bounded: bool = False

    def holds(self, chars: str) -> bool:
        """Whether any of ``chars`` can be in a token."""
        return re.search(self.members, chars) is not None


def token_class(pattern: str | None) -> TokenClass | None:
    r"""The class that a token pattern names; None if it is not that simple.

    Examples
    --------
    >>> token_class(r"(?u)\b\w\w+\b")
    TokenClass(members='\\w', least=2, bounded=False)
    >>> token_class(r"[^\W\d_]{3,}").least
    3
    >>> token_class(r"\w+-\w+") is None
    True
    """
    run = _RUN.fullmatch(pattern) if isinstance(pattern, str) else None
    if run is None:
        return None
    one, before = run["one"], len(run["more"]) // len(run["one"])
    # "\w\w+": one, and the last with its quantifier; a single class has no other before it.
    least = before + (1 if run["plus"] else int(run["least"] or 0))
    bounded = one != r"\w" and bool(run["edge"] or run["end"])
    if least < 1 or (bounded and not (run["edge"] and run["end"])):
        return None
    try:
        re.compile(one)
    except re.error:
        return None
    if bounded and not one.startswith(r"[^\W") and re.search(rf"(?!\w){one}", _characters(_ALL)):
        return None  # a boundary means something else next to what is no word character
    return TokenClass(one, least, bounded)


class Reading:
    """What happens to a text before it is cut into tokens, and where it is cut.

    Parameters
    ----------
    normalizer : object or None
        With ``transform`` or ``normalize``; an :class:`~arabnlp.ArabicNormalizer` is compiled.
    lowercase : bool
    strip_accents : {"ascii", "unicode"}, callable or None
    tokens : TokenClass
    preprocessor : callable, optional
        Takes the folded text; lower case and accents are then its business.
    """

    def __init__(
        self,
        normalizer: Any,
        lowercase: bool,
        strip_accents: Any,
        tokens: TokenClass,
        preprocessor: Callable[[str], str] | None = None,
    ) -> None:
        self.normalizer, self.lowercase, self.strip_accents, self.tokens = normalizer, lowercase, strip_accents, tokens
        self.preprocessor = preprocessor
        self._accents = {"ascii": strip_accents_ascii, "unicode": strip_accents_unicode}.get(
            strip_accents if isinstance(strip_accents, str) else "", strip_accents
        )
        self._shortcut = None
        if type(normalizer) is ArabicNormalizer and preprocessor is None:
            shortcut = normalizer.shortcut
            # Runs of spaces end a token as one space does.
            if shortcut is not None and not (shortcut.collapse is not None and tokens.holds(" \t")):
                self._shortcut = shortcut

    def key(self) -> tuple | None:
        """What tells one reading from another; None where functions take part."""
        if self.preprocessor is not None or callable(self.strip_accents):
            return None
        if self.normalizer is not None and type(self.normalizer) is not ArabicNormalizer:
            return None
        params = self.normalizer.get_params() if self.normalizer is not None else {}
        return tuple(sorted(params.items())), self.lowercase, self.strip_accents, self.tokens

    def fold_all(self, texts: list[str]) -> list[str]:
        """Texts folded by the normalizer."""
        if self.normalizer is None:
            return texts
        if isinstance(self.normalizer, ArabicNormalizer) or not hasattr(self.normalizer, "normalize"):
            return list(self.normalizer.transform(texts))
        return [self.normalizer.normalize(text) for text in texts]

    @property
    def collapses(self) -> bool:
        """Whether the fold may change white space alone."""
        return self._shortcut is not None and self._shortcut.collapse is not None

    def fold_patterns(self, texts: list[str], n_threads: int | None) -> tuple[list[str], Table | None]:
        """Texts folded but for what a table does, and that table; None if they are folded altogether.

        Runs of white space may be left as they are.
        """
        groups = groups_in(texts, self._shortcut, n_threads) if self._shortcut is not None else None
        if groups is None or self._shortcut is None:
            return self.fold_all(texts), None
        heeded = self._shortcut.table.heeded
        in_context = [any(char in text for char in heeded) for text in texts]
        hard = np.flatnonzero((groups & PATTERNS > 0) | in_context).tolist()
        folded = self.fold_all([texts[i] for i in hard])
        # The table comes to these once more: it must find nothing to do.
        if translate_all(folded, self._shortcut.table, n_threads) != folded or any(
            char in text for char in heeded for text in folded
        ):
            return self.fold_all(texts), None
        texts = list(texts)
        for i, text in zip(hard, folded, strict=True):
            texts[i] = text
        return texts, self._shortcut.table

    def finish(self, text: str, mode: int) -> str:
        """What the tables do to a text of this mode, done by Python: a text of mode ``READY``."""
        if mode == 0 and self._shortcut is not None:
            text = self._shortcut.table.fold(text)
        if self.lowercase:
            text = text.lower()
        return self._accents(text) if callable(self._accents) else text

    def prepare(self, texts: list[str], n_threads: int | None) -> tuple[list[str], np.ndarray]:
        """Texts as the compiled pass can read them, and the mode of each: uint8, n_texts."""
        modes = np.zeros(len(texts), np.uint8)
        if self.preprocessor is not None:
            preprocess = self.preprocessor
            return [preprocess(text) for text in self.fold_all(texts)], modes + np.uint8(READY)
        if self.normalizer is not None:
            groups = groups_in(texts, self._shortcut, n_threads) if self._shortcut is not None else None
            if groups is None:
                texts, modes[:] = self.fold_all(texts), FOLDED
            else:
                hard = np.flatnonzero(groups & PATTERNS)
                if len(hard):
                    texts = list(texts)
                    for i, folded in zip(hard.tolist(), self.fold_all([texts[i] for i in hard]), strict=True):
                        texts[i] = folded
                    modes[hard] = FOLDED
        if callable(self.strip_accents):
            ready = [self.finish(text, mode) for text, mode in zip(texts, modes.tolist(), strict=True)]
            return ready, np.full(len(texts), READY, np.uint8)
        return texts, modes

    def tables(self, beyond: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        """Tables of the three modes, as ``_encode.read`` takes them, for all code points or those below U+10000."""
        table = self._shortcut.table if self._shortcut is not None else None
        fold = tuple(sorted(table.mapping.items())) if table is not None else ()
        accents = self.strip_accents if isinstance(self.strip_accents, str) else None
        return _tables(
            fold, table.heeded if table else "", self.lowercase, accents, self.tokens, _ALL if beyond else _ASTRAL
        )


@lru_cache(maxsize=8)
def _tables(
    fold: tuple[tuple[int, str], ...],
    heeded: str,
    lowercase: bool,
    accents: str | None,
    tokens: TokenClass,
    limit: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    from arabnlp.features._encode import END, NOTHING, SEVERAL, SPOILED, UNSURE

    plain = np.where(_members(tokens.members, limit), np.arange(limit, dtype=np.uint32), np.uint32(END))
    if tokens.bounded:
        plain[(plain == END) & _members(r"\w", limit)] = SPOILED
    tables = np.tile(plain, (3, 1))
    if accents == "ascii":
        tables[:READY, 0x80:] = NOTHING  # all but those with an ASCII letter in them, which come below
    several: list[int] = []
    several_at = [0]
    lowered = _lowered(limit) if lowercase else {}
    strip = {"ascii": strip_accents_ascii, "unicode": strip_accents_unicode}.get(accents or "", str)
    changed = {*lowered, *(_accented(limit) if accents else ())}
    folded = dict(fold)
    for mode, codes in ((0, {*folded, *changed}), (FOLDED, changed)):
        for code in codes:
            out = folded.get(code, chr(code)) if mode == 0 else chr(code)
            unsure = lowercase and chr(_SIGMA) in out
            # Accents go character by character: decomposing a longer text differs in the order of marks, which all go.
            out = strip(out.translate(lowered))
            known = max(map(ord, out), default=0) < limit
            values = [int(plain[ord(char)]) for char in out] if known else None
            if unsure or values is None:
                tables[mode, code] = UNSURE
            elif len(values) == 0:
                tables[mode, code] = NOTHING
            elif len(values) == 1:
                tables[mode, code] = values[0]
            else:
                tables[mode, code] = SEVERAL + len(several_at) - 1
                several += values
                several_at.append(len(several))
        if lowercase:
            tables[mode, _SIGMA] = UNSURE
    tables[0, list(map(ord, heeded))] = UNSURE
    growth = int(np.diff(several_at).max(initial=1))
    for array in (tables, flat := np.array(several, np.uint32), edges := np.array(several_at, np.int64)):
        array.flags.writeable = False
    return tables, edges, flat, growth


@lru_cache(maxsize=2)
def _characters(limit: int) -> str:
    return "".join(map(chr, range(limit)))


@lru_cache(maxsize=8)
def _members(members: str, limit: int) -> np.ndarray:
    """Which code points match a class."""
    inside = np.zeros(limit, np.bool_)
    for run in re.finditer(f"(?:{members})+", _characters(limit)):
        inside[run.start() : run.end()] = True
    return inside


@lru_cache(maxsize=2)
def _lowered(limit: int) -> dict[int, str]:
    """Lower case of each character that has one."""
    found: dict[int, str] = {}
    for start in range(0, limit, 0x1000):  # a block without capitals is told at once
        block = _characters(limit)[start : start + 0x1000]
        if block.lower() != block:
            found |= {ord(char): char.lower() for char in block if char.lower() != char}
    return found


@lru_cache(maxsize=2)
def _accented(limit: int) -> list[int]:
    """Characters that decompose or are marks."""
    normal = unicodedata.normalize
    found = []
    for start in range(0, limit, 0x1000):
        block = _characters(limit)[start : start + 0x1000]
        if normal("NFKD", block) != block or any(map(unicodedata.combining, block)):
            found += [ord(char) for char in block if normal("NFKD", char) != char or unicodedata.combining(char)]
    return found
