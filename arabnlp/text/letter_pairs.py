"""How likely one Arabic letter follows another: enough to tell the old Arabic code pages apart.

Counted on the 85 MB of the Arabic Wikipedia of 2017-01 in https://github.com/motazsaad/comparableWikiCoprus (46.7
million pairs, marks and tatweel left out). A row is a first letter, a column the letter after it, in the order of
``LETTERS``; the space stands for any end of a word. A cell is ``-2 ln p`` rounded, written ``a`` for 0 to ``z`` for 25
and more.
"""

from __future__ import annotations

LETTERS = " ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي"

COSTS = (
    "zzmgzhzdguhljikjljmijlmloglgihgfiifyh",
    "aztszuxhuijzztzvxvzvzzzzztvuvqnorjmsp",
    "ksxxxxqrhmhgmodhjgmfioxsxsmkmkehdkkpg",
    "ixywtzqvhliiihgimgkfihljnhiiighfeieng",
    "ittwrwsgnmghnwhflfqejqwqwuwpihegjgemf",
    "rzzxzxttizkjiijhhjmfjihjohkkilcgemrvg",
    "hxuuvzxghfiqjjsglghjmlolviqiikfgjginc",
    "eizuqwitilglkjlhoglhlklkpinjjkcgfkktj",
    "eurjqlpejhinlhmhlfnjjlmisflmijgighhoe",
    "azzvzwzsxzyzzzzzzzzzzzzzzvzxzyxxxzuzz",
    "dzrjoypghmjmigiingkiiiljmhkihihgiggjf",
    "dzypvzxejgkpxyumvfxrwxzyznnnhoefhkgnf",
    "fzvmtznehhhnqkyflggjrrzzzhmmorfeggfof",
    "fzwxzzxeihfkjszfnfjhmijlkwzihgggjkgne",
    "fzyzyzzehkfrqytgiekjkgjgxsyivuehklhrg",
    "covjswnfkfiknokizgojpzzzzjqjkmigihfje",
    "fwzvuyodjkkykrnxthyuzzzzznxmpgdnkeild",
    "drnknwjegfhmijmitmlhlmilzjkiihkjiigje",
    "ditouylehhjzlllizgnptzyvzimklkhghhfmd",
    "ezvnmzoegheujlllvhukvzzhziujkhffgigme",
    "fvojlzkehkgvjkhiqdumswykrgkiigjgjghnf",
    "fzxvzzveghmzxhlgzezzzjzjzjigmqehgkflf",
    "dzsqvzndihizmijhxgzvxyrjwgkkzuhfmhgjf",
    "epumryleggkyrkrnzfojoxzlzhnigufjgjejf",
    "fyyyyvwdlfkyyyywyeyyvyyturuiusgdkeilf",
    "ezwyzzzegghkmwzfngkkikilkyzljmeggiimg",
    "fzvuzxwejgirnwwijeiilokiuuvlvqfgglfne",
    "ftslokmflhhrmlnlnfmimkimjiomhjhliihkc",
    "ezwwzzxegggwupzenfpjmijhqhyjlsgjjjfjf",
    "eztksqtdghghonrljgjilrrrunqlpmfffkfof",
    "fwlgsisfhigjihjijilhijmjohjhhgheiihgg",
    "dzsokzneihhjiikhnglhjimloglljjgjeihmg",
    "czytvzqfjhgpjkmhlmkhjknjjllijkojoghlf",
    "czywnzxdjkkxjxxhggkqozmpsxyppnjfhnfmg",
    "fnoivlqeglhliilhkfjhljkjmhlhhifgfillg",
    "apzxzzzswvuzzzzzywyxyzzzzvzwzxvurwvwu",
    "doxoozmfjeijkjkhngjhklkjpimjiihhfihrj",
)

PAIRS = [[ord(cell) - ord("a") for cell in row] for row in COSTS]
# Letters of Persian and Urdu, and the Arabic letters that they are written like.
NEAR_LETTERS = dict(zip("پچژگکڤٹڈڑںہھەےی", "بجزككفتدرنهههيي", strict=True))


def pair_cost(text: str) -> int:
    """``-2 ln p`` of the letters of a text, by the pairs they stand in; what is not in ``LETTERS`` ends a word.

    Examples
    --------
    >>> pair_cost("الوزير"), pair_cost("ريزولا")
    (33, 41)
    """
    total = before = 0
    for char in text + " ":
        row = max(LETTERS.find(char), 0)
        total += PAIRS[before][row] if row or before else 0
        before = row
    return total
