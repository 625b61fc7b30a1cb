"""TF-IDF of counts, bit for bit as scikit-learn's ``TfidfTransformer``, in compiled threads."""

from __future__ import annotations

from typing import Any

import numpy as np

from arabnlp.text.batch import in_threads, processors

_NORMS = {None: 0, "l1": 1, "l2": 2}
_SMALL = 50_000


def idf_of(document_frequencies: np.ndarray, n_texts: int, smooth: bool, dtype: Any = np.float64) -> np.ndarray:
    """Inverse document frequency of each column: ``log(n / df) + 1``, with one more text if ``smooth``.

    Parameters
    ----------
    document_frequencies : ndarray, n_columns
    n_texts : int
    smooth : bool
    dtype : float32 or float64

    Returns
    -------
    ndarray of ``dtype``, n_columns

    Examples
    --------
    >>> idf_of(np.array([1, 3]), 3, smooth=True).round(3)
    array([1.693, 1.   ])
    """
    df = document_frequencies.astype(dtype)
    df += float(smooth)
    idf = np.full_like(df, fill_value=n_texts + int(smooth), dtype=dtype)
    idf /= df
    np.log(idf, out=idf)
    idf += 1.0
    return idf


def weigh(counts: Any, idf: np.ndarray | None, norm: str | None, sublinear: bool, n_threads: int | None = None) -> Any:
    """Weigh a CSR matrix of counts, in place where its type allows.

    Parameters
    ----------
    counts : CSR matrix, n_texts x n_columns
        Of positive whole numbers.
    idf : ndarray, n_columns, or None
    norm : {"l1", "l2"} or None
    sublinear : bool
        Whether a count goes in as ``1 + log(count)``.

    Returns
    -------
    CSR matrix of float32 or float64, n_texts x n_columns

    Examples
    --------
    >>> from scipy.sparse import csr_matrix
    >>> weigh(csr_matrix([[3.0, 4.0]]), None, "l2", False).toarray()
    array([[0.6, 0.8]])
    """
    from arabnlp.features import _encode_rows

    if counts.dtype not in (np.float32, np.float64):
        counts = counts.astype(np.float64)
    dtype = counts.dtype
    logs = np.empty(0, dtype)
    if sublinear:
        logs = np.zeros(int(counts.data.max(initial=0)) + 1, dtype)
        logs[1:] = np.arange(1, len(logs), dtype=dtype)
        np.log(logs[1:], logs[1:])
        logs[1:] += 1.0
    # A float32 count times a float64 idf is rounded to float32, as where scikit-learn multiplies in place.
    weights = np.empty(0, dtype) if idf is None else np.ascontiguousarray(idf)
    rows = np.diff(counts.indptr)

    def work(first: int, last: int) -> None:
        _encode_rows.weigh(counts.data, counts.indices, counts.indptr, first, last, logs, weights, _NORMS[norm])

    if len(rows):
        threads = n_threads or processors()
        in_threads(work, rows + 1, threads if counts.nnz > _SMALL else 1)
    return counts
