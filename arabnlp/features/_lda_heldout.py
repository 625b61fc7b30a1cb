"""Compiled document completion: proportions from one half of a text's tokens, likelihood of the other half."""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange


@njit(cache=True, nogil=True)
def halve_counts(indptr, data, uniform, first):
    """Put about half of each row's tokens, drawn without replacement, into ``first`` (the rest is ``data - first``).

    ``uniform`` holds one random number in [0, 1) a token. Of n tokens n // 2 are drawn, one more where n is odd.
    """
    at = 0
    for row in range(len(indptr) - 1):
        left = 0
        for i in range(indptr[row], indptr[row + 1]):
            left += data[i]
        wanted = (left + 1) // 2
        for i in range(indptr[row], indptr[row + 1]):
            for _ in range(data[i]):
                if uniform[at] * left < wanted:  # selection sampling: Knuth, volume 2, algorithm S
                    first[i] += 1
                    wanted -= 1
                left -= 1
                at += 1


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _digamma(x):
    value = 0.0
    while x < 6.0:
        value -= 1.0 / x
        x += 1.0
    inverse = 1.0 / (x * x)
    series = inverse * (1.0 / 12.0 - inverse * (1.0 / 120.0 - inverse * (1.0 / 252.0 - inverse * (1.0 / 240.0))))
    return value + math.log(x) - 0.5 / x - series


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _infer(words, counts, topics, prior, variational, max_iter, tol, theta, weight, update):
    """Proportions of one text for fixed topics (n_terms, n_topics), into ``theta``; returns the iterations."""
    n_topics = len(theta)
    total = np.float32(0.0)
    for i in range(len(words)):
        total += counts[i]
    prior_total = np.float32(0.0)
    for k in range(n_topics):
        prior_total += prior[k]
    for k in range(n_topics):
        theta[k] = prior[k] + total / np.float32(n_topics)
    step = 0
    while step < max_iter and total > 0:
        step += 1
        if variational:
            base = _digamma(total + prior_total)
            for k in range(n_topics):
                weight[k] = math.exp(_digamma(theta[k]) - base)
        else:
            for k in range(n_topics):
                weight[k] = theta[k]
        for k in range(n_topics):
            update[k] = np.float32(0.0)
        for i in range(len(words)):
            row = topics[words[i]]
            norm = np.float32(0.0)
            for k in range(n_topics):
                norm += weight[k] * row[k]
            share = counts[i] / (norm + np.float32(1e-30))
            for k in range(n_topics):
                update[k] += share * row[k]
        change = np.float32(0.0)
        for k in range(n_topics):
            value = prior[k] + weight[k] * update[k]
            change += abs(value - theta[k])
            theta[k] = value
        if change < tol * total:
            break
    for k in range(n_topics):
        theta[k] /= total + prior_total
    return step


@njit(cache=True, nogil=True, parallel=True, fastmath=True, error_model="numpy")
def complete(indptr, indices, first, second, topics, prior, variational, max_iter, tol, loglik, steps):
    """Log-likelihood of each row's ``second`` counts under proportions inferred from its ``first`` counts."""
    n_topics = topics.shape[1]
    for row in prange(len(indptr) - 1):
        theta = np.empty(n_topics, np.float32)
        weight = np.empty(n_topics, np.float32)
        update = np.empty(n_topics, np.float32)
        here = slice(indptr[row], indptr[row + 1])
        words, seen, unseen = indices[here], first[here], second[here]
        known = np.flatnonzero(seen)
        steps[row] = _infer(
            words[known], seen[known], topics, prior, variational, max_iter, tol, theta, weight, update
        )
        total = 0.0
        for i in range(len(words)):
            if unseen[i] > 0:
                line = topics[words[i]]
                likelihood = np.float32(0.0)
                for k in range(n_topics):
                    likelihood += theta[k] * line[k]
                total += unseen[i] * math.log(max(likelihood, np.float32(1e-37)))
        loglik[row] = total
