"""Normalization by named schemes, with the way back to the source (:mod:`arabnlp.text.alignment`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from sklearn.base import BaseEstimator, TransformerMixin

from arabnlp.errors import InputError
from arabnlp.text.alignment import Alignment, clings, put_match, segments
from arabnlp.text.batch import Table, compile_table, translate_all
from arabnlp.text.context import compose, fold_in_context, heeded, kept_joiners, seated_hamza, to_form
from arabnlp.text.emoji import JOINER
from arabnlp.text.folds import BY_NAME, FOLDS, SCHEMES, Form, Pattern, Step
from arabnlp.text.recipes import RECIPES
from arabnlp.text.sequences import refuse_lone
from arabnlp.text.shortcut import PATTERNS, SPACES, Shortcut, find_shortcut, groups_in

_MAX_PASSES = 10
_WORTH_LOOKING = 4_000_000  # code units; loading the compiled search takes about half a second


class ArabicNormalizer(TransformerMixin, BaseEstimator):
    """Fold Arabic text by a named scheme.

    Parameters
    ----------
    scheme : str
        ``"none"``, ``"light"``, ``"search"``, ``"news"`` or ``"social"``, or one that gives another tool's output:
        ``"pyarabic"``, ``"camel"``, ``"arabert"``, ``"lucene"``. See :data:`arabnlp.text.folds.SCHEMES`.
    **overrides : str
        A choice for a row of :data:`arabnlp.text.folds.FOLDS`, such as ``teh_marbuta="heh"`` or ``diacritics="keep"``.

    Raises
    ------
    InputError
        If the scheme, a row or a choice does not exist.

    Examples
    --------
    >>> ArabicNormalizer("search").normalize("قِبَل إدارةٍ مُـوَحَّدة")
    'قبل اداره موحده'
    >>> aligned = ArabicNormalizer("search").align("شدّد الوزير")
    >>> aligned.text[:3], aligned.source[slice(*aligned.span(0, 3))]
    ('شدد', 'شدّد')
    """

    def __init__(self, scheme: str = "news", **overrides: str) -> None:
        self.scheme = scheme
        self.overrides = overrides
        self._plan, self._to_fixpoint = _compile(scheme, tuple(sorted(overrides.items())))

    @classmethod
    def _get_param_names(cls) -> list[str]:
        return ["scheme"]

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Scheme and overrides, as scikit-learn's ``clone`` and grids expect."""
        return {"scheme": self.scheme, **self.overrides}

    def set_params(self, **params: Any) -> ArabicNormalizer:
        """Change the scheme or single rows."""
        scheme = params.pop("scheme", self.scheme)
        self.__init__(scheme, **{**self.overrides, **params})  # type: ignore[misc]
        return self

    def __sklearn_is_fitted__(self) -> bool:
        return True

    def __getstate__(self) -> dict[str, Any]:
        return {"scheme": self.scheme, "overrides": self.overrides}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["scheme"], **state["overrides"])  # type: ignore[misc]

    def fit(self, X: Any = None, y: Any = None) -> ArabicNormalizer:
        """Do nothing: the scheme is all there is."""
        return self

    def normalize(self, text: str) -> str:
        """Normalize one text.

        Parameters
        ----------
        text : str

        Returns
        -------
        str

        Raises
        ------
        InputError
            If ``text`` is not a string.
        """
        if not isinstance(text, str):
            raise InputError(f"normalize takes a string, not {type(text).__name__}: use transform for several texts.")
        for _ in range(_MAX_PASSES if self._to_fixpoint else 1):
            before = text
            for step in self._plan:
                text = _apply(step, text)
            if text == before:
                break
        return text

    def transform(self, X: Iterable[str]) -> list[str]:
        """Normalize texts.

        Parameters
        ----------
        X : iterable of str, n_texts

        Returns
        -------
        list of str, n_texts

        Notes
        -----
        Character folds run compiled, in as many threads as there are processors; the output does not depend on it.

        Raises
        ------
        InputError
            If ``X`` is one string, or holds something that is not a string.
        """
        if isinstance(X, str):
            raise InputError("transform takes a sequence of texts, not one string: use normalize, or put it in a list.")
        refuse_lone(X, "X", "texts")
        texts = []
        for index, text in enumerate(X):
            if not isinstance(text, str):
                raise InputError(f"text {index} is {type(text).__name__}, not a string: drop or fill it first.")
            texts.append(text if type(text) is str else str(text))
        active = self._through_table(texts)
        for _ in range(_MAX_PASSES if self._to_fixpoint else 1):
            before = [texts[i] for i in active]
            after = before
            for step in self._plan:
                after = _apply_all(step, after)
            for i, text in zip(active, after, strict=True):
                texts[i] = text
            active = [i for i, old, new in zip(active, before, after, strict=True) if old is not new and old != new]
            if not active:
                break
        return texts

    @property
    def shortcut(self) -> Shortcut | None:
        """What texts need that no pattern of the scheme can match; None if every text needs every step."""
        return _shortcut(self.scheme, tuple(sorted(self.overrides.items())))

    def _through_table(self, texts: list[str]) -> list[int]:
        """Normalize in place the texts that need only characters and spaces folded: places of the others."""
        everything = list(range(len(texts)))
        patterned = any(not isinstance(step, Characters) for step in self._plan)
        if not patterned or sum(map(len, texts)) < _WORTH_LOOKING or self.shortcut is None:
            return everything
        groups = groups_in(texts, self.shortcut)
        if groups is None:
            return everything
        easy = [i for i, group in enumerate(groups.tolist()) if not group & PATTERNS]
        for i, text in zip(easy, translate_all([texts[i] for i in easy], self.shortcut.table), strict=True):
            texts[i] = _apply(self.shortcut.collapse, text) if groups[i] & SPACES else text  # type: ignore[arg-type]
        return [i for i, group in enumerate(groups.tolist()) if group & PATTERNS]

    def align(self, text: str) -> Alignment:
        """Normalize one text and keep the way back.

        Parameters
        ----------
        text : str

        Returns
        -------
        Alignment
            ``align(text).text == normalize(text)``.
        """
        source = text
        starts, ends = list(range(len(text))), list(range(1, len(text) + 1))
        for _ in range(_MAX_PASSES if self._to_fixpoint else 1):
            before = text
            for step in self._plan:
                if _apply(step, text) != text:
                    text, starts, ends = _apply_aligned(step, text, starts, ends)
            if text == before:
                break
        return Alignment(source, text, starts, ends)


def _known(name: str, names: Sequence[str], what: str) -> None:
    if name not in names:
        raise InputError(f"{what} {name!r} does not exist: choose from {', '.join(names)}.")


@lru_cache(maxsize=256)
def _compile(
    scheme: str, overrides: tuple[tuple[str, str], ...]
) -> tuple[tuple[Characters | Pattern | Form, ...], bool]:
    """The steps of a scheme, neighbouring character tables merged; and whether passes repeat until nothing changes."""
    _known(scheme, [*SCHEMES, *RECIPES], "scheme")
    if scheme in RECIPES:
        if overrides:
            raise InputError(f"scheme {scheme!r} takes no overrides: it is another tool's; start from 'search'.")
        return _merged(RECIPES[scheme]), False
    choices = dict(SCHEMES[scheme])
    for row, choice in overrides:
        _known(row, list(BY_NAME), "fold")
        _known(choice, ["keep", *BY_NAME[row].choices], f"choice for {row}")
        choices[row] = choice
    steps = [fold.choices[choices[fold.name]] for fold in FOLDS if choices.get(fold.name, "keep") != "keep"]
    return _merged(steps), any(isinstance(step, Pattern | Form) for step in steps)


@lru_cache(maxsize=64)
def _shortcut(scheme: str, overrides: tuple[tuple[str, str], ...]) -> Shortcut | None:
    plan, to_fixpoint = _compile(scheme, overrides)
    return find_shortcut(plan, _MAX_PASSES if to_fixpoint else 1)


class Characters:
    """Neighbouring character tables of a scheme as one."""

    def __init__(self, mapping: dict[int, str]) -> None:
        self.mapping = mapping
        self.heeded = heeded(mapping)

    def then(self, new: dict[int, str]) -> Characters:
        both = {code: out.translate(new) for code, out in self.mapping.items()}
        return Characters({**new, **both})

    @cached_property
    def table(self) -> Table | None:
        return compile_table(self.mapping)


def _merged(steps: Sequence[Step]) -> tuple[Characters | Pattern | Form, ...]:
    plan: list[Characters | Pattern | Form] = []
    for step in steps:
        if isinstance(step, Pattern | Form):
            plan.append(step)
            continue
        new = {ord(char): out for char, out in step.items()}
        last = plan[-1] if plan else None
        if isinstance(last, Characters):
            plan[-1] = last.then(new)
        else:
            plan.append(Characters(new))
    return tuple(plan)


def _apply(step: Characters | Pattern | Form, text: str) -> str:
    if isinstance(step, Characters):
        return fold_in_context(text, step.mapping, step.heeded)
    if isinstance(step, Form):
        return to_form(step.name, text)
    return step.regex.sub(step.replacement, text) if step.may_match(text) else text


def _apply_all(step: Characters | Pattern | Form, texts: list[str]) -> list[str]:
    if isinstance(step, Characters) and step.table is not None:
        return translate_all(texts, step.table)
    return [_apply(step, text) for text in texts]


def _apply_aligned(step: Any, text: str, starts: list[int], ends: list[int]) -> tuple[str, list[int], list[int]]:
    pieces: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []

    def put(piece: str, first: int, last: int) -> None:
        pieces.append(piece)
        new_starts.extend([first] * len(piece))
        new_ends.extend([last] * len(piece))

    if isinstance(step, Characters):
        if step.heeded.strip(JOINER) and seated_hamza().search(text):
            composing = Pattern(seated_hamza(), compose)
            text, starts, ends = _apply_aligned(composing, text, starts, ends)
        joiners = kept_joiners(text, step.heeded)
        for i, char in enumerate(text):
            piece = char if i in joiners else step.mapping.get(ord(char), char)
            if piece:
                put(piece, starts[i], ends[i])
            elif new_ends and new_ends[-1] == starts[i] and clings(char):
                new_ends[-1] = ends[i]
    elif isinstance(step, Form):
        for first, last in segments(text, step.name):
            if last - first == 1 and text[first] == unicodedata.normalize(step.name, text[first]):  # type: ignore[arg-type]
                put(text[first], starts[first], ends[first])
            else:
                put(unicodedata.normalize(step.name, text[first:last]), starts[first], max(ends[first:last]))  # type: ignore[arg-type]
    else:
        position = 0
        for match in step.regex.finditer(text):
            for i in range(position, match.start()):
                put(text[i], starts[i], ends[i])
            piece = step.replacement(match) if callable(step.replacement) else match.expand(step.replacement)
            first, last = match.span()
            if first < last:
                put_match(put, piece, match, starts, ends)
            position = last
        for i in range(position, len(text)):
            put(text[i], starts[i], ends[i])
    return "".join(pieces), new_starts, new_ends
