"""The rows of the tables libvmstrust/*.def, for the scripts beside this file.

A row looks like a macro call, KIND(number, SUFFIX, "id", "title", ...): the
first column is the number, the second the suffix of the enumerator, the third
the id. A row of UNNUMBERED has none of these three: it says something about
rows that have. Comments and preprocessor lines are passed over.
"""

import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

UNNUMBERED = {"REFUSES", "EXPLAIN", "BLANK", "GENERAL_FIX", "WORD", "MESSAGE",
              "SAME", "STEP", "LEFT_OUT", "VARIANT", "SITUATION",
              "TOPIC", "REMEDY", "ABOUT"}

TOKEN = re.compile(r"""
    (?P<comment> /\*.*?\*/ | //[^\n]* )
  | (?P<directive> ^[ \t]*\#(?:\\\n|[^\n])* )
  | (?P<string> "(?:\\.|[^"\\\n])*" )
  | (?P<word> -?[A-Za-z0-9_]+ )
  | (?P<mark> [^\s] )
  | (?P<space> \s+ )
""", re.VERBOSE | re.MULTILINE | re.DOTALL)


class Refused(Exception):
    """A table breaks a rule; the text names the file and the row."""


class Row:
    """One row: the kind, and its columns as text; a string is unquoted."""

    def __init__(self, kind, columns, place):
        self.kind = kind
        self.place = place
        self.columns = [text for text, _ in columns]
        self.strings = [text for text, is_string in columns if is_string]
        if kind in UNNUMBERED:
            return
        if len(columns) < 2:
            raise Refused(f"{place}: {kind} needs a number and a suffix")
        try:
            self.number = int(self.columns[0], 10)
        except ValueError:
            raise Refused(f"{place}: {self.columns[0]!r} is no number") from None
        self.suffix = self.columns[1]
        self.id = self.strings[0] if len(columns) > 2 and columns[2][1] else None
        self.title = self.strings[1] if len(self.strings) > 1 else self.id


def tokens(text, name):
    """Yields (sort, text, line) without comments, directives and space."""
    position = 0
    while position < len(text):
        match = TOKEN.match(text, position)
        line = text.count("\n", 0, position) + 1
        if match is None:
            raise Refused(f"{name}:{line}: not understood")
        position = match.end()
        if match.lastgroup not in ("comment", "directive", "space"):
            yield match.lastgroup, match.group(), f"{name}:{line}"


def rows(text, name):
    """Reads the rows of one table, in the order of the file."""
    result = []
    stream = list(tokens(text, name))
    at = 0
    while at < len(stream):
        sort, kind, place = stream[at]
        if (sort != "word" or at + 1 == len(stream)
                or stream[at + 1][1] != "("):
            raise Refused(f"{place}: a row starts with KIND(, not {kind!r}")
        at += 2
        depth, column, columns = 1, [], []
        while depth > 0:
            if at == len(stream):
                raise Refused(f"{place}: the row does not end")
            sort, token, _ = stream[at]
            at += 1
            depth += (token == "(") - (token == ")") if sort == "mark" else 0
            if depth == 0 or (depth == 1 and token == "," and sort == "mark"):
                columns.append(joined(column))
                column = []
            else:
                column.append((sort, token))
        result.append(Row(kind, columns, place))
    return result


def joined(column):
    """One column as (text, is it a string); adjacent strings are one."""
    if column and all(sort == "string" for sort, _ in column):
        text = "".join(token[1:-1] for _, token in column)
        return text.replace('\\"', '"').replace("\\\\", "\\"), True
    return " ".join(token for _, token in column), False


def read(name, root=ROOT, library="libvmstrust"):
    """The rows of one table of the project."""
    with open(os.path.join(root, library, name), encoding="utf-8") as file:
        return rows(file.read(), name)
