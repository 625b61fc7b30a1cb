"""Web and mail addresses and mentions in running text, without the punctuation that follows them."""

from __future__ import annotations

import re

# A bracket belongs to an address if it closes in it («/wiki/مصر_(بلد)»); the full stop after a link is the sentence's.
_PART = r"[^\s()«»\"“”<>،؛]"
_END = r"[^\s()«»\"“”<>،؛.,:;!?؟…'’\[\]{}*]"
PATH = rf"(?:{_PART}*(?:{_END}|\([^\s()]*+\)))+"

# Without a scheme the usual top levels tell an address from «word.word»; short links stand by their hosts.
_TOP = "com net org info gov edu int tv co me io sa ae eg qa kw jo ly".split()
_SHORT = "youtu.be goo.gl is.gd lnkd.in dlvr.it ift.tt".split()
URL = re.compile(
    rf"(?=[A-Za-z0-9-])(?:(?ai:https?://|ftp://|www\.){PATH}"  # most places of a text fail at once
    rf"|(?<![\w@.-])(?:(?:[A-Za-z0-9-]{{1,63}}\.)+(?ai:{'|'.join(_TOP)})|(?ai:{'|'.join(map(re.escape, _SHORT))}))"
    rf"(?![\w@-]|\.\w)(?:/(?:{PATH})?)?)"
)
URL_NEEDS = ("://", "www.", *(f".{top}" for top in _TOP), *_SHORT)
URL_HINTS = (re.compile("://"), re.compile(r"\.\S"))  # a fixed beginning is by far the fastest to look for
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")  # possessive, and begun once a run: linear
MENTION = re.compile(r"(?<![\w@])@\w+")
