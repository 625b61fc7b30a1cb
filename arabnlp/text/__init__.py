"""Strings: normalization, tokens, sentences, stems, stop words, quotations, dates, boilerplate."""
