"""Tokens with their offsets in the text as it was written.

Nothing is folded here: a token is a span of the source, so that whatever is found in it can be marked in the source.
Tokens cover every character of a text but its whitespace.
"""

from __future__ import annotations

from collections.abc import Iterator

from arabnlp.text.clitics import tokenize_clitics
from arabnlp.text.tokens import Token, fold_word, scan, scan_words

__all__ = ["Token", "fold_word", "tokenize", "words"]


def tokenize(text: str, clitics: bool = False) -> Iterator[Token]:
    """Tokens of a text, in order, with offsets in code points.

    Differs from CAMeL Tools' ``simple_word_tokenize`` in that numbers, ranges, dates, times, links, addresses,
    hashtags, mentions and runs of full stops are one token each, that a digit does not stick to a letter («و36»,
    «2015م»: two tokens), and that invisible characters before a word are no part of it.

    Parameters
    ----------
    text : str
    clitics : bool
        Split words into proclitics (و, ف, ب, ك, ل, س, ال), stem and pronoun, where their spelling, the closed class of
        function words or the text's own words show them (:mod:`arabnlp.text.clitics`).

    Returns
    -------
    iterator of Token

    Raises
    ------
    TypeError
        If the text is not a string.

    Examples
    --------
    >>> [t.text for t in tokenize("وُقّع البرنامج 2022-2024.")]
    ['وُقّع', 'البرنامج', '2022-2024', '.']
    >>> [(t.text, t.start) for t in tokenize("وبالعلم", clitics=True)]
    [('و', 0), ('ب', 1), ('ال', 2), ('علم', 4)]
    """
    if not isinstance(text, str):
        raise TypeError(f"tokenize takes a string, not {type(text).__name__}: call it on each text.")
    return tokenize_clitics(text) if clitics else scan(text)


def words(text: str) -> list[str]:
    """The words of a text as written, without numbers and punctuation.

    Examples
    --------
    >>> words("قال: «نعم» 3 مرات")
    ['قال', 'نعم', 'مرات']
    """
    if not isinstance(text, str):
        raise TypeError(f"words takes a string, not {type(text).__name__}: call it on each text.")
    return scan_words(text)
