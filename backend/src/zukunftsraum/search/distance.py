"""Typing errors: words that are one letter away. No Zope."""

#: Words of this many letters or fewer are never taken for typing errors.
LONGEST_EXACT = 5


def is_one_apart(a: str, b: str) -> bool:
    """Whether one letter more, less or other, or two neighbours swapped, make one word of the other."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    shortest = min(len(a), len(b))
    while start < shortest and a[start] == b[start]:
        start += 1
    if len(a) == len(b):
        swapped = a[start : start + 2] == b[start : start + 2][::-1]
        return a[start + 1 :] == b[start + 1 :] or (swapped and a[start + 2 :] == b[start + 2 :])
    if len(a) > len(b):
        return a[start + 1 :] == b[start:]
    return a[start:] == b[start + 1 :]
