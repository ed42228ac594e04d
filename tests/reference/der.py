"""DER (X.690) read strictly and slowly, and written: nothing but bytes.

A value is read by asking a Reader for the tags in the order of the ASN.1
definition; whatever DER forbids, and whatever is left over, is Malformed.
"""

import datetime

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID = range(1, 7)
ENUMERATED, UTF8, PRINTABLE, TELETEX, IA5 = 10, 12, 19, 20, 22
UTC_TIME, GENERALIZED_TIME, VISIBLE, UNIVERSAL, BMP = 23, 24, 26, 28, 30
SEQUENCE, SET = 0x30, 0x31
HOLDERS = {8, 11, 16, 17} # EXTERNAL, EMBEDDED PDV, SEQUENCE, SET

EPOCH = datetime.datetime(1970, 1, 1)


class Malformed(ValueError):
    """Bytes that are not the DER of what was asked for."""


def require(holds, what):
    if not holds:
        raise Malformed(what)


def context(number, constructed=False):
    """The tag [number]."""
    return 0x80 | number | (0x20 if constructed else 0)


# --- Reading -----------------------------------------------------------------

class Reader:
    """The elements of one value, one after the other."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def more(self):
        return self.at < len(self.data)

    def peek(self):
        """The next tag, or None at the end."""
        return self.data[self.at] if self.more() else None

    def _byte(self):
        require(self.more(), "the end comes too early")
        self.at += 1
        return self.data[self.at - 1]

    def _length(self):
        """X.690 10.1: definite, in as few bytes as it takes."""
        first = self._byte()
        if first < 0x80:
            return first
        require(0x80 < first <= 0x84, "indefinite or huge length")
        length = 0
        for _ in range(first & 0x7F):
            length = length << 8 | self._byte()
        require(length >= 0x80 and length >> 8 * ((first & 0x7F) - 1),
                "length not in its shortest form")
        return length

    def any(self):
        """The next element whatever it is: (tag, content, whole)."""
        start = self.at
        tag = self._byte()
        require(tag & 0x1F != 0x1F, "tag number above 30")
        # X.690 8.2 to 8.12, 10.2: a universal tag is constructed where it is
        # a SEQUENCE, a SET or one of the two that hold them, and nowhere else.
        require(tag != 0 and (tag >= 0x40
                              or bool(tag & 0x20) == (tag & 0x1F in HOLDERS)),
                "tag 0, or a form that its type does not have")
        length = self._length()
        content = self.data[self.at:self.at + length]
        require(len(content) == length, "longer than what holds it")
        self.at += length
        return tag, content, self.data[start:self.at]

    def take(self, tag):
        """The content of the next element, which has this tag."""
        require(self.peek() == tag, f"tag {self.peek()} in place of {tag}")
        return self.any()[1]

    def inside(self, tag=SEQUENCE):
        return Reader(self.take(tag))

    def optional(self, tag):
        """As take(), or None where another tag follows."""
        return self.take(tag) if self.peek() == tag else None

    def end(self):
        require(not self.more(), "something is left over")

    def each(self):
        """What is left, element by element: (tag, content, whole)."""
        while self.more():
            yield self.any()


def sequence_of(data, tag=SEQUENCE, least=1):
    """The elements of a value that is a SEQUENCE OF (or SET OF)."""
    outer = Reader(data)
    items = list(outer.inside(tag).each())
    outer.end()
    require(len(items) >= least, "an empty list")
    return items


def boolean(content):
    require(content in (b"\x00", b"\xff"), "BOOLEAN other than 00 and FF")
    return content == b"\xff"


def integer(content):
    require(content != b"", "INTEGER without content")
    require(len(content) == 1
            or not (content[0] == 0 and content[1] < 0x80
                    or content[0] == 0xFF and content[1] >= 0x80),
            "INTEGER with padding")
    return int.from_bytes(content, "big", signed=True)


def natural(content):
    number = integer(content)
    require(number >= 0, "negative number")
    return number


def bits(content):
    """A BIT STRING of whole bytes."""
    require(content[:1] == b"\x00", "BIT STRING of other than whole bytes")
    return content[1:]


def named_bits(content):
    """The numbers of the bits that are set, and whether X.690 11.2.2 holds:
    no zero bit stands at the end."""
    require(content != b"", "BIT STRING without content")
    unused, octets = content[0], content[1:]
    require(unused < 8 and (octets or not unused), "unused bits")
    require(not octets or octets[-1] & (1 << unused) - 1 == 0,
            "unused bits that are set")
    numbers = frozenset(
        8 * place + bit for place, octet in enumerate(octets)
        for bit in range(8) if octet & 0x80 >> bit)
    strict = not octets or bool(octets[-1] & 1 << unused)
    return numbers, strict


def oid(content):
    """An object identifier with dots."""
    require(content != b"" and content[-1] < 0x80, "OBJECT IDENTIFIER")
    arcs, value, fresh = [], 0, True
    for octet in content:
        require(not (fresh and octet == 0x80), "OBJECT IDENTIFIER, padded")
        value = value << 7 | octet & 0x7F
        fresh = octet < 0x80
        if fresh:
            arcs.append(value)
            value = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, [first, arcs[0] - 40 * first] + arcs[1:]))


def ia5(content):
    require(all(octet < 0x80 for octet in content), "IA5String beyond ASCII")
    return content.decode("ascii")


def time(tag, content):
    """RFC 5280 4.1.2.5: Unix seconds; with seconds and Z, nothing else."""
    digits = {UTC_TIME: 12, GENERALIZED_TIME: 14}.get(tag)
    require(digits is not None, "neither UTCTime nor GeneralizedTime")
    text = content.decode("latin-1")
    require(len(text) == digits + 1 and text[-1] == "Z"
            and text[:-1].isascii() and text[:-1].isdigit(), "time")
    if tag == UTC_TIME:
        text = ("19" if text >= "50" else "20") + text
    fields = [int(text[:4])] + [int(text[at:at + 2])
                                for at in range(4, 14, 2)]
    try:
        moment = datetime.datetime(*fields)
    except ValueError as wrong:
        raise Malformed(f"time: {wrong}") from None
    return int((moment - EPOCH).total_seconds())


# --- Writing -----------------------------------------------------------------

def wrap(tag, *parts):
    """One element of the parts."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(octets))) + octets + content


def write_integer(number, tag=INTEGER):
    size = max(1, (number if number >= 0 else ~number).bit_length() // 8 + 1)
    return wrap(tag, number.to_bytes(size, "big", signed=True))


def write_boolean(value):
    return wrap(BOOLEAN, b"\xff" if value else b"\x00")


def write_bits(octets):
    return wrap(BIT_STRING, b"\x00", octets)


def write_named_bits(numbers, tag=BIT_STRING):
    """With no zero bit at the end (X.690 11.2.2)."""
    if not numbers:
        return wrap(tag, b"\x00")
    size = max(numbers) // 8 + 1
    value = sum(1 << 8 * size - 1 - number for number in set(numbers))
    return wrap(tag, bytes((7 - max(numbers) % 8,)),
                value.to_bytes(size, "big"))


def write_oid(text):
    arcs = [int(arc) for arc in text.split(".")]
    content = b""
    for arc in [40 * arcs[0] + arcs[1]] + arcs[2:]:
        octets = [arc & 0x7F]
        while arc := arc >> 7:
            octets.append(0x80 | arc & 0x7F)
        content += bytes(reversed(octets))
    return wrap(OID, content)


def write_time(seconds):
    """RFC 5280 4.1.2.5: UTCTime through 2049."""
    moment = EPOCH + datetime.timedelta(seconds=seconds)
    text = f"{moment.year:04}{moment:%m%d%H%M%S}Z"
    if 1950 <= moment.year < 2050:
        return wrap(UTC_TIME, text[2:].encode())
    return wrap(GENERALIZED_TIME, text.encode())
