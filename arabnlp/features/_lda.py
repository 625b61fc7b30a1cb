"""Compiled steps of the native engine: expected counts of texts, of words, and inference for fixed topics.

All topic axes are padded to whole vectors (the padding carries no mass), matrices are float32 and hold one
row a text or a word, so that each inner loop runs over contiguous memory and becomes vector instructions. Four words
(or texts) are taken at once: one load of the shared row then serves four products. No loop that sums also writes: it
would add in one order or another by whether what it writes lies close to what it reads.

With text d, word w, topic k, expected counts ``N_dk`` and ``N_wk``, and ``t_dk = (N_dk + alpha_k) / (N_k + V beta)``,
the responsibility of topic k for a token is ``t_dk (N_wk + beta) / z_dw`` with ``z_dw = sum_k t_dk (N_wk + beta)``: the
division by the topic's total is made once a text, and ``beta`` comes in through ``beta * sum_k t_dk``. With
``q_dw = count_dw / z_dw`` the texts' new counts are ``t_dk sum_w q_dw (N_wk + beta)`` and the words' new counts are
``(N_wk + beta) sum_d q_dw t_dk``, the second without computing a responsibility again.

From the second pass on a token is shared out by the counts of the others: ``N_dk`` and ``N_wk`` are taken without its
own last share, else it would hold itself to the topics that it came to first. That share is ``t0_dk (N_wk + beta)
u_dw``, estimated from the text's counts then (``t0``), the topics of the moment and ``u = 1 / z`` for these. It is the
part ``t0 u`` of ``N_wk`` and the part ``(N_wk + beta) u / (N_k + V beta)`` of ``N_dk + alpha``, so nothing need be kept
from pass to pass. For the words it is estimated from ``t`` in the place of ``t0``, so that ``t0`` of one text at a time
is enough, and a word's gain is brought to its number of tokens. A long text goes further, since some of its words it
alone repeats: ``repeated`` is the part of a word's other tokens in the same text that go from ``N_wk`` too.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

F = np.float32
APART = 128  # floats between arrays that a loop writes and reads, so that it may take many at once
_ZERO, _ONE, _TINY = F(0), F(1), F(1e-30)


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _share_tokens(words, counts, topics, beta, t, q, sums):
    """One text: ``q`` of each word and ``sums[k] = sum_w q_w topics[w, k]``; returns ``sum_w q_w``."""
    n_topics, n_words = t.shape[0], words.shape[0]
    mass = _ZERO
    for k in range(n_topics):
        mass += t[k]
    for k in range(n_topics):
        sums[k] = _ZERO
    base = beta * mass + _TINY
    total = _ZERO
    i = 0
    while i + 4 <= n_words:
        row0, row1, row2, row3 = topics[words[i]], topics[words[i + 1]], topics[words[i + 2]], topics[words[i + 3]]
        z0, z1, z2, z3 = base, base, base, base
        for k in range(n_topics):
            x = t[k]
            z0 += x * row0[k]
            z1 += x * row1[k]
            z2 += x * row2[k]
            z3 += x * row3[k]
        q0, q1, q2, q3 = F(counts[i]) / z0, F(counts[i + 1]) / z1, F(counts[i + 2]) / z2, F(counts[i + 3]) / z3
        for k in range(n_topics):
            sums[k] += q0 * row0[k] + q1 * row1[k] + q2 * row2[k] + q3 * row3[k]
        q[i], q[i + 1], q[i + 2], q[i + 3] = q0, q1, q2, q3
        total += q0 + q1 + q2 + q3
        i += 4
    while i < n_words:
        row0 = topics[words[i]]
        z0 = base
        for k in range(n_topics):
            z0 += t[k] * row0[k]
        q0 = F(counts[i]) / z0
        for k in range(n_topics):
            sums[k] += q0 * row0[k]
        q[i] = q0
        total += q0
        i += 1
    return total


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _share_tokens_of_others(words, counts, topics, beta, inverse, t0, t, repeated, u, others, q, sums):
    """As ``_share_tokens``, and some words' rows of the topics without the text's own shares, made with ``t0``.

    These are ``others``, of which ``q`` is; ``sums`` are added to. Returns the tokens' log-likelihood by all counts.
    """
    n_topics, n_words = t0.shape[0], words.shape[0]
    mass0, mass = _ZERO, _ZERO
    for k in range(n_topics):
        mass0 += t0[k]
        mass += t[k]
    base0, base = beta * mass0 + _TINY, beta * mass + _TINY
    result = 0.0
    for i in range(0, n_words, 2):
        j = min(i + 1, n_words - 1)  # of an odd word left over, the second weighs nothing
        row0, row1, rest0, rest1 = topics[words[i]], topics[words[j]], others[i], others[j]
        c0, c1 = F(counts[i]), F(counts[j])
        z0, z1 = base0, base0
        for k in range(n_topics):
            x = t0[k]
            z0 += x * row0[k]
            z1 += x * row1[k]
        u0, u1 = min(_ONE, c0) / z0, min(_ONE, c1) / z1  # of a weight below 1, no more than that
        u[i], u[j] = u0, u1
        own0, own1 = u0 + u0 * repeated * max(_ZERO, c0 - _ONE), u1 + u1 * repeated * max(_ZERO, c1 - _ONE)
        result += float(c0) * math.log(z0)
        if j > i:
            result += float(c1) * math.log(z1)
        for k in range(n_topics):
            x, per = t0[k], inverse[k]
            y0, y1 = row0[k], row1[k]
            rest0[k] = y0 * max(_ZERO, _ONE - u0 * (per * y0)) * max(_ZERO, _ONE - own0 * x)
            rest1[k] = y1 * max(_ZERO, _ONE - u1 * (per * y1)) * max(_ZERO, _ONE - own1 * x)
        z0, z1 = base, base
        for k in range(n_topics):
            x = t[k]
            z0 += x * rest0[k]
            z1 += x * rest1[k]
        q0, q1 = c0 / z0, c1 / z1
        q[i], q[j] = q0, q1
        if j == i:
            q1 = _ZERO
        for k in range(n_topics):
            sums[k] += q0 * rest0[k] + q1 * rest1[k]
    return result


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def update_texts(
    indptr, words, counts, start, first, last, topics, beta, inverse, alpha, theta, steps, kept, t, q, repeated, u
):
    """Expected counts ``theta`` of the texts ``first`` to ``last`` by ``steps`` fixed-point steps.

    ``t`` and ``q`` are the minibatch's (which begins with text ``start``) and hold what the words' update needs. So are
    ``u`` and ``repeated`` (of each text), with which each token meets the counts of the others; where ``u`` is empty,
    its own are among them. Rows without a text's own shares are kept from step to step for ``kept`` words: a
    longer text's are made again at each step, so many at a time.
    Returns the log-likelihood of the tokens before the last step (with ``u``: by the counts of all, before the first).
    """
    n_topics, base, longest = topics.shape[1], indptr[start], 0
    work = np.empty((2, n_topics + APART), np.float32)
    sums, t0 = work[0, :n_topics], work[1, :n_topics]
    exclude = u.shape[0] > 0
    if exclude:
        for d in range(first, last):
            longest = max(longest, min(kept, indptr[d + 1] - indptr[d]))
    others, places = np.empty((longest, n_topics), np.float32), np.arange(longest)
    result = 0.0
    for d in range(first, last):
        a, b = indptr[d], indptr[d + 1]
        here, shares = theta[d], t[d - start]
        text, weights, parts = words[a:b], counts[a:b], q[a - base : b - base]
        length, mass = 0.0, 0.0
        for i in range(b - a):
            length += weights[i]
        for step in range(steps):
            total = _ZERO
            for k in range(n_topics):
                shares[k] = (here[k] + alpha[k]) * inverse[k]
            if not exclude:
                total = _share_tokens(text, weights, topics, beta, shares, parts, sums)
            elif step > 0 and b - a <= kept:
                total = _share_tokens(places[: b - a], weights, others, beta, shares, parts, sums)
            else:
                if step == 0:
                    t0[:] = shares
                sums[:] = _ZERO
                for i in range(0, b - a, kept):
                    j = min(i + kept, b - a)
                    told = _share_tokens_of_others(
                        text[i:j], weights[i:j], topics, beta, inverse, t0, shares, repeated[d - start],
                        u[a - base + i : a - base + j], others, parts[i:j], sums,
                    )  # fmt: skip
                    result += told if step == 0 else 0.0
                for i in range(b - a):
                    total += parts[i]
            for k in range(n_topics):
                here[k] = shares[k] * (sums[k] + beta * total)
        if not exclude:
            for i in range(b - a):
                result += float(weights[i]) * math.log(F(weights[i]) / parts[i])
        for k in range(n_topics):
            mass += alpha[k]
        result -= length * math.log(length + mass)
    return result


@njit(cache=True, nogil=True, error_model="numpy")
def by_word(indptr, words, first, last, pointer, texts, places):
    """Sort a minibatch's entries by word: ``texts`` (in the minibatch) and ``places`` (in ``q``) of each word."""
    n_words = pointer.shape[0] - 1
    pointer[:] = 0
    base = indptr[first]
    for i in range(base, indptr[last]):
        pointer[words[i] + 1] += 1
    for w in range(n_words):
        pointer[w + 1] += pointer[w]
    for d in range(first, last):
        for i in range(indptr[d], indptr[d + 1]):
            at = pointer[words[i]]
            pointer[words[i]] = at + 1
            texts[at] = d - first
            places[at] = i - base
    for w in range(n_words, 0, -1):
        pointer[w] = pointer[w - 1]
    pointer[0] = 0


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _gather_word(texts, places, t, q, sums):
    """``sums[k] = sum_d q_d t[d, k]`` over the texts of one word."""
    n_topics, n_texts = sums.shape[0], texts.shape[0]
    for k in range(n_topics):
        sums[k] = _ZERO
    i = 0
    while i + 4 <= n_texts:
        row0, row1, row2, row3 = t[texts[i]], t[texts[i + 1]], t[texts[i + 2]], t[texts[i + 3]]
        q0, q1, q2, q3 = q[places[i]], q[places[i + 1]], q[places[i + 2]], q[places[i + 3]]
        for k in range(n_topics):
            sums[k] += q0 * row0[k] + q1 * row1[k] + q2 * row2[k] + q3 * row3[k]
        i += 4
    while i < n_texts:
        row0 = t[texts[i]]
        q0 = q[places[i]]
        for k in range(n_topics):
            sums[k] += q0 * row0[k]
        i += 1


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _gather_word_of_others(texts, places, counts, t, q, part, u, repeated, sums, all_sums):
    """As ``_gather_word`` for ``all_sums``; ``sums`` are those of the counts without a token's own.

    ``part`` is the word's row of the topics by their totals.
    """
    n_topics, n_texts = sums.shape[0], texts.shape[0]
    for k in range(n_topics):
        sums[k], all_sums[k] = _ZERO, _ZERO
    for i in range(0, n_texts, 2):
        j = min(i + 1, n_texts - 1)  # of an odd text left over, the second weighs nothing
        d0, d1, at0, at1 = texts[i], texts[j], places[i], places[j]
        row0, row1 = t[d0], t[d1]
        q0, q1, u0, u1 = q[at0], q[at1], u[at0], u[at1]
        own0 = u0 + u0 * repeated[d0] * max(_ZERO, F(counts[at0]) - _ONE)
        own1 = u1 + u1 * repeated[d1] * max(_ZERO, F(counts[at1]) - _ONE)
        if j == i:
            q1 = _ZERO
        for k in range(n_topics):
            t0, t1, p = row0[k], row1[k], part[k]
            x0, x1 = q0 * t0, q1 * t1
            all_sums[k] += x0 + x1
            x0 *= max(_ZERO, _ONE - u0 * p) * max(_ZERO, _ONE - own0 * t0)
            x1 *= max(_ZERO, _ONE - u1 * p) * max(_ZERO, _ONE - own1 * t1)
            sums[k] += x0 + x1


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def update_words(
    pointer, texts, places, counts, first, last, t, q, topics, fresh, row, over, ahead, beta, slot, guide, change,
    inverse, repeated, u,
):  # fmt: skip
    """Incremental M-step for the words ``first`` to ``last`` of a minibatch.

    ``topics`` are a word's counts in effect: ``fresh[row[w]]``, those of this pass so far, and what is left of the last
    pass's, in the proportion of the word's tokens ``ahead[w]`` that the pass has still to see. So a row changes only
    when its word occurs, its sum stays the word's number of tokens, and when the pass is ``over`` for the word it is
    exactly that pass's counts. Its row of ``fresh`` is then zero again, free for another word; a word that a single
    minibatch holds needs none (``row[w]`` is -1). A word with a prior of its own has it in ``guide[slot[w]]``; its row
    of ``topics`` holds it, that of ``fresh`` does not. ``change`` gets the difference of the topics' totals. The last
    three are those of ``update_texts``.
    """
    n_topics = topics.shape[1]
    work = np.empty((3, n_topics + APART), np.float32)
    sums, all_sums, part = work[0, :n_topics], work[1, :n_topics], work[2, :n_topics]
    exclude = u.shape[0] > 0
    none, nothing = np.zeros(n_topics, np.float32), np.zeros(n_topics, np.float32)
    for k in range(n_topics):
        change[k] = _ZERO
    for w in range(first, last):
        a, b = pointer[w], pointer[w + 1]
        if a == b:
            continue
        now, new = topics[w], fresh[row[w]] if row[w] >= 0 else nothing
        prior = guide[slot[w]] if slot[w] >= 0 else none
        if exclude:
            for k in range(n_topics):
                part[k] = now[k] * inverse[k]
            _gather_word_of_others(texts[a:b], places[a:b], counts, t, q, part, u, repeated, sums, all_sums)
            for k in range(n_topics):
                sums[k] = now[k] * sums[k] + beta * all_sums[k]
        else:
            _gather_word(texts[a:b], places[a:b], t, q, sums)
            for k in range(n_topics):
                sums[k] *= now[k] + beta
        seen, given = _ZERO, _TINY
        for i in range(a, b):
            seen += F(counts[places[i]])
        for k in range(n_topics):
            given += sums[k]
        before = ahead[w]
        after = _ZERO if over[w] else max(before - seen, _ZERO)
        ahead[w] = after
        keep = after / before if before > _ZERO else _ZERO
        stays, exact = _ZERO if over[w] else _ONE, seen / given
        for k in range(n_topics):
            old, done = now[k] - prior[k], new[k]
            counted = done + sums[k] * exact
            value = max(old - done, _ZERO) * keep + counted
            change[k] += value - old
            now[k] = value + prior[k]
            new[k] = stays * counted


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def blend_words(pointer, texts, places, first, last, t, q, topics, scale, rate, beta):
    """Stochastic M-step: ``topics = (1 - rate) topics + rate scale counts``, for the words ``first`` to ``last``."""
    n_topics = topics.shape[1]
    sums = np.empty(n_topics, np.float32)
    for w in range(first, last):
        a, b = pointer[w], pointer[w + 1]
        _gather_word(texts[a:b], places[a:b], t, q, sums)
        now = topics[w]
        for k in range(n_topics):
            now[k] = (_ONE - rate) * now[k] + rate * scale * (now[k] + beta) * sums[k]


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def digamma(x):
    """Digamma of a positive number to about 1e-10 (recurrence to 6, then the asymptotic series)."""
    value = 0.0
    while x < 6.0:
        value -= 1.0 / x
        x += 1.0
    inverse = 1.0 / (x * x)
    series = inverse * (1.0 / 12.0 - inverse * (1.0 / 120.0 - inverse * (1.0 / 252.0 - inverse * (1.0 / 240.0))))
    return value + math.log(x) - 0.5 / x - series


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def infer(indptr, words, counts, first, last, topics, beta, inverse, prior, variational, max_iter, near, part, gamma):
    """Dirichlet parameters ``gamma`` of the texts ``first`` to ``last`` for fixed topics; returns the steps made.

    Iteration ends when a text's parameters change in sum by less than ``near + part * tokens``.
    """
    n_topics = topics.shape[1]
    work = np.empty((2, n_topics + APART), np.float32)
    t, sums = work[0, :n_topics], work[1, :n_topics]
    taken = 0
    prior_mass, real = 0.0, 0
    for k in range(n_topics):
        prior_mass += prior[k]
        real += prior[k] > _TINY
    for d in range(first, last):
        a, b = indptr[d], indptr[d + 1]
        text, weights, here = words[a:b], counts[a:b], gamma[d]
        q = np.empty(b - a, np.float32)
        length = _ZERO
        for i in range(b - a):
            length += weights[i]
        for k in range(n_topics):
            here[k] = prior[k] + (length / F(real) if prior[k] > _TINY else _ZERO)
        if length == _ZERO:
            continue
        base = digamma(prior_mass + length)
        for _ in range(max_iter):
            taken += 1
            for k in range(n_topics):
                if not variational:
                    t[k] = here[k] * inverse[k]
                elif prior[k] > _TINY:
                    t[k] = math.exp(digamma(here[k]) - base) * inverse[k]
                else:
                    t[k] = _ZERO
            rest = beta * _share_tokens(text, weights, topics, beta, t, q, sums)
            moved = _ZERO
            for k in range(n_topics):
                t[k] = prior[k] + t[k] * (sums[k] + rest)
            for k in range(n_topics):
                moved += abs(t[k] - here[k])
            for k in range(n_topics):
                here[k] = t[k]
            if moved < near + part * length:
                break
    return taken


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def minka_sums(theta, alpha, first, last, result):
    """``result[k] = sum_d E[digamma(n_dk + alpha_k) - digamma(alpha_k)]`` of the topics ``first`` to ``last``.

    ``theta`` are means of numbers n of tokens. The difference is 0 for none and about ``1 / alpha`` for one token, so
    that to put in the mean would overrate small means: the chance of any token, as of a Poisson number, comes first,
    then the mean of those that have one (after Teh, Newman, Welling 2007, section 3.2).
    """
    for k in range(first, last):
        total, start = 0.0, digamma(alpha[k])
        for d in range(theta.shape[0]):
            mean = float(theta[d, k])
            if mean > 1e-6:
                some = -math.expm1(-mean)
                total += some * (digamma(alpha[k] + mean / some) - start)
        result[k] = total
