"""Compiled steps of the native engine: expected counts of texts, of words, and inference for fixed topics.

All topic axes are padded to whole vectors of 16 floats (the padding carries no mass), matrices are float32 and hold one
row a text or a word, so that each inner loop runs over contiguous memory and becomes vector instructions. Four words
(or texts) are taken at once: one load of the shared row then serves four products.

With text d, word w, topic k, expected counts ``N_dk`` and ``N_wk``, and ``t_dk = (N_dk + alpha_k) / (N_k + V beta)``,
the responsibility of topic k for a token is ``t_dk (N_wk + beta) / z_dw`` with ``z_dw = sum_k t_dk (N_wk + beta)``: the
division by the topic's total is made once a text, and ``beta`` comes in through ``beta * sum_k t_dk``. With
``q_dw = count_dw / z_dw`` the texts' new counts are ``t_dk sum_w q_dw (N_wk + beta)`` and the words' new counts are
``(N_wk + beta) sum_d q_dw t_dk``, the second without computing a responsibility again.

A long text is read without what it has itself put into the topics: from ``N_wk`` goes ``N_wk own_dw t0_dk``, its share
of the last pass, estimated from its counts then (``t0``) and the topics of the moment. Else its words, some of which
it alone repeats, would hold it to the topics that it came to first. ``own`` is 0 for all words of a short text.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

F = np.float32
_ZERO, _ONE, _TINY = F(0), F(1), F(1e-30)


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _share_tokens(words, counts, topics, beta, t, q, sums):
    """One text: ``q`` of each word and ``sums[k] = sum_w q_w topics[w, k]``; returns ``sum_w q_w``."""
    n_topics, n_words = t.shape[0], words.shape[0]
    mass = _ZERO
    for k in range(n_topics):
        mass += t[k]
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
        q0, q1, q2, q3 = counts[i] / z0, counts[i + 1] / z1, counts[i + 2] / z2, counts[i + 3] / z3
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
        q0 = counts[i] / z0
        for k in range(n_topics):
            sums[k] += q0 * row0[k]
        q[i] = q0
        total += q0
        i += 1
    return total


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _share_tokens_of_others(words, counts, topics, beta, t, t0, own, q, sums):
    """As ``_share_tokens``, for topics without the text's ``own`` share."""
    n_topics, n_words = t.shape[0], words.shape[0]
    mass = _ZERO
    for k in range(n_topics):
        mass += t[k]
        sums[k] = _ZERO
    base = beta * mass + _TINY
    total = _ZERO
    for i in range(0, n_words, 2):
        j = min(i + 1, n_words - 1)  # of an odd word left over, the second weighs nothing
        row0, row1, own0, own1 = topics[words[i]], topics[words[j]], own[i], own[j]
        z0, z1 = base, base
        for k in range(n_topics):
            x, y = t[k], t0[k]
            z0 += x * row0[k] * (_ONE - min(_ONE, own0 * y))
            z1 += x * row1[k] * (_ONE - min(_ONE, own1 * y))
        q0, q1 = counts[i] / z0, counts[j] / z1
        q[i], q[j] = q0, q1
        if j == i:
            q1 = _ZERO
        for k in range(n_topics):
            y = t0[k]
            sums[k] += q0 * row0[k] * (_ONE - min(_ONE, own0 * y)) + q1 * row1[k] * (_ONE - min(_ONE, own1 * y))
        total += q0 + q1
    return total


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def update_texts(
    indptr, words, counts, start, first, last, topics, beta, inverse, alpha, theta, steps, t, q, limit, t0, own
):
    """Expected counts ``theta`` of the texts ``first`` to ``last`` by ``steps`` fixed-point steps.

    ``t`` and ``q`` are the minibatch's (which begins with text ``start``) and hold what the words' update needs. So are
    ``t0`` and ``own``, for texts of more than ``limit`` tokens; without any they may be empty.
    Returns the log-likelihood of the tokens before the last step.
    """
    n_topics = topics.shape[1]
    sums = np.empty(n_topics, np.float32)
    result = 0.0
    for d in range(first, last):
        a, b = indptr[d], indptr[d + 1]
        here, shares = theta[d], t[d - start]
        text, weights, parts = words[a:b], counts[a:b], q[a - indptr[start] : b - indptr[start]]
        length, mass = 0.0, 0.0
        for i in range(b - a):
            length += weights[i]
        long = length > limit
        if long:
            before, mine = t0[d - start], own[a - indptr[start] : b - indptr[start]]
            for k in range(n_topics):
                before[k] = (here[k] + alpha[k]) * inverse[k]
            _share_tokens(text, weights, topics, beta, before, mine, sums)
            for i in range(b - a):
                mine[i] *= F(1.0 - limit / length)
        for _ in range(steps):
            for k in range(n_topics):
                shares[k] = (here[k] + alpha[k]) * inverse[k]
            if long:
                rest = _share_tokens_of_others(text, weights, topics, beta, shares, before, mine, parts, sums)
            else:
                rest = _share_tokens(text, weights, topics, beta, shares, parts, sums)
            for k in range(n_topics):
                here[k] = shares[k] * (sums[k] + beta * rest)
        for i in range(b - a):
            result += weights[i] * math.log(weights[i] / parts[i])
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
def _gather_word_of_others(texts, places, t, q, t0, own, sums, all_sums):
    """As ``_gather_word``, ``sums`` for counts without a text's ``own`` share and ``all_sums`` as there."""
    n_topics = sums.shape[0]
    for k in range(n_topics):
        sums[k], all_sums[k] = _ZERO, _ZERO
    for i in range(texts.shape[0]):
        row, q0, own0 = t[texts[i]], q[places[i]], own[places[i]]
        if own0 > _ZERO:
            before = t0[texts[i]]
            for k in range(n_topics):
                x = q0 * row[k]
                all_sums[k] += x
                sums[k] += x * (_ONE - min(_ONE, own0 * before[k]))
        else:
            for k in range(n_topics):
                x = q0 * row[k]
                all_sums[k] += x
                sums[k] += x


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def update_words(
    pointer, texts, places, counts, first, last, t, q, topics, fresh, ahead, beta, slot, guide, change, t0, own
):
    """Incremental M-step for the words ``first`` to ``last`` of a minibatch.

    ``topics`` are a word's counts in effect: ``fresh``, those of this pass so far, and what is left of the last pass's,
    in the proportion of the word's tokens ``ahead[w]`` that the pass has still to see. So a row changes only when its
    word occurs, its sum stays the word's number of tokens, and at the end of a pass it is exactly that pass's counts.
    A word with a prior of its own has it in ``guide[slot[w]]``; its row of ``topics`` holds it, that of ``fresh`` does
    not. ``change`` gets the difference of the topics' totals. ``t0`` and ``own`` are those of ``update_texts``.
    """
    n_topics = topics.shape[1]
    sums = np.empty(n_topics, np.float32)
    all_sums = np.empty(n_topics, np.float32) if own.shape[0] else sums
    for k in range(n_topics):
        change[k] = _ZERO
    for w in range(first, last):
        a, b = pointer[w], pointer[w + 1]
        if a == b:
            continue
        if own.shape[0]:
            _gather_word_of_others(texts[a:b], places[a:b], t, q, t0, own, sums, all_sums)
        else:
            _gather_word(texts[a:b], places[a:b], t, q, sums)
        seen = _ZERO
        for i in range(a, b):
            seen += counts[places[i]]
        before = ahead[w]
        # Nothing is left when the last of the word's tokens is seen; sums of float32 may miss zero by a little.
        after = before - seen if before - seen > F(1e-4) * before else _ZERO
        ahead[w] = after
        keep = after / before if before > _ZERO else _ZERO
        now, new = topics[w], fresh[w]
        if slot[w] >= 0:
            prior = guide[slot[w]]
            for k in range(n_topics):
                old = now[k]
                done = new[k]
                gained = done + old * sums[k] + beta * all_sums[k]
                value = max(old - prior[k] - done, _ZERO) * keep + gained + prior[k]
                change[k] += value - old
                now[k] = value
                new[k] = gained
            continue
        for k in range(n_topics):
            old = now[k]
            done = new[k]
            gained = done + old * sums[k] + beta * all_sums[k]
            value = max(old - done, _ZERO) * keep + gained
            change[k] += value - old
            now[k] = value
            new[k] = gained


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
    t, sums = np.empty(n_topics, np.float32), np.empty(n_topics, np.float32)
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
                value = prior[k] + t[k] * (sums[k] + rest)
                moved += abs(value - here[k])
                here[k] = value
            if moved < near + part * length:
                break
    return taken


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def log_likelihood(indptr, words, counts, first, last, topics, theta, floor, result):
    """``result[d] = sum_w counts_dw log(theta_d . topics_w)`` of some texts; ``floor`` is the least likelihood."""
    n_topics = topics.shape[1]
    for d in range(first, last):
        total, row = 0.0, theta[d]
        for i in range(indptr[d], indptr[d + 1]):
            line = topics[words[i]]
            value = _ZERO
            for k in range(n_topics):
                value += row[k] * line[k]
            total += counts[i] * math.log(max(value, floor))
        result[d] = total


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
