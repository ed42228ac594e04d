"""The public headers, read: every call with its types and its comment.

For the scripts beside this file that make or check something of the surface:

    import headers
    surface = headers.read()                    # include/vmstrust
    surface = headers.read("vmstrust-site")     # include/vmstrust-site
    surface.handles       {"vmstrust_cert": "vmst_cert", ...}: opaque types
    surface.enumerations  {"vmstrust_code", ...}
    for call in surface.calls:                  # in the order of the headers
        call.name, call.header                  "vmstrust_cert_parse", "cert.h"
        call.is_fallible                        the error object comes last
        call.result                             a Type
        for parameter in call.parameters:       the error object included
            parameter.name, parameter.type
        call.text, call.tags                    the comment; [("since", "0.1")]

A Type has `base` ("int64_t", "vmstrust_cert"), `is_const` (of what is pointed
to), `stars` (how many) and `length` (of an array: 41, otherwise None). The
adapters (ADAPTERS) name foreign types and are left out, as are inline
functions: neither is a call of the library that a binding could make.
"""

import os
import re

from tables import ROOT

ADAPTERS = {"gnutls.h", "openssl.h"}

COMMENT = re.compile(r"/\*.*?\*/", re.S)
COMMENT_AND_CODE = re.compile(r"/\*\*(.*?)\*/\s*(.*?)(?=/\*|\Z)", re.S)
DECLARATION = re.compile(r"^(?:VMSTRUST_API|static inline)\b(.*?)(?:;|\n\{)",
                         re.S | re.M)
PROTOTYPE = re.compile(r"^(.*?)(\w+)\((.*)\)$", re.S)
HANDLE = re.compile(r"\btypedef\s+struct\s+(\w+)\s+(\w+)\s*;")
ENUMERATION = re.compile(r"\btypedef\s+enum\s+(\w+)")
TYPE = re.compile(r"^(const )?(\w+)((?: |\*|const\b)*?)(\w*)(?:\[(\d+)\])?$")

TAGS = {"param", "return", "since"}


class Type:
    """The type of a result or of a parameter."""

    def __init__(self, is_const, base, stars, length):
        self.is_const = is_const
        self.base = base
        self.stars = stars
        self.length = length

    def __repr__(self):
        return (("const " if self.is_const else "") + self.base
                + (" " + "*" * self.stars if self.stars else "")
                + (f"[{self.length}]" if self.length else ""))


class Parameter:
    """A name and a Type, out of "const char *path"."""

    def __init__(self, text, is_named=True):
        match = TYPE.match(" ".join(text.split()) + ("" if is_named else " _"))
        if match is None or not match[4]:
            raise SystemExit(f"headers: not understood: {text}")
        self.name = match[4]
        self.type = Type(bool(match[1]), match[2], match[3].count("*"),
                         int(match[5]) if match[5] else None)


class Call:
    """One declared call and what its comment says."""

    def __init__(self, code, comment, header=None):
        code = " ".join(code.replace("VMSTRUST_MUST_CHECK", "").split())
        match = PROTOTYPE.match(code)
        if match is None:
            raise SystemExit(f"headers: not understood: {code}")
        self.header = header
        self.name = match[2]
        self.result_text = match[1].strip()
        self.parameter_texts = [part.strip() for part in match[3].split(",")]
        self.text, self.tags = tagged(plain(comment))

    @property
    def result(self):
        return Parameter(self.result_text, is_named=False).type

    @property
    def parameters(self):
        return [] if self.parameter_texts == ["void"] else [
            Parameter(text) for text in self.parameter_texts]

    @property
    def is_fallible(self):
        return (self.parameter_texts[-1] == "vmstrust_error **error"
                and self.result_text == "int")


class Surface:
    """What the headers of one library declare."""

    def __init__(self):
        self.calls = []
        self.handles = {}
        self.enumerations = set()


def plain(comment):
    """The text of a comment without its stars."""
    lines = [re.sub(r"^[ \t]*\*? ?", "", line)
             for line in comment.strip("\n").split("\n")]
    return "\n".join(lines).strip()


def tagged(text):
    """Splits a comment into its text and its (tag, rest) in order."""
    parts = re.split(r"(?:^|\n)[ \t]*@(\w+)[ \t]*", text)
    tags = list(zip(parts[1::2], (part.strip() for part in parts[2::2])))
    for tag, _ in tags:
        if tag not in TAGS:
            raise SystemExit(f"headers: an unknown tag: @{tag}")
    return parts[0].strip(), tags


def calls(text, header=None):
    """Every call of a header, in order, each with its comment; also those
    that are inline."""
    found = []
    for comment, code in COMMENT_AND_CODE.findall(text):
        match = DECLARATION.search(code)
        if match:
            found.append(Call(match[1], comment, header))
    declared = len(DECLARATION.findall(COMMENT.sub("", text)))
    if len(found) != declared:
        raise SystemExit(f"headers: {declared - len(found)} calls without a "
                         "comment of their own")
    return found


def read(library="vmstrust", root=ROOT):
    """The Surface of a library: all of its headers but the adapters."""
    surface = Surface()
    folder = os.path.join(root, "include", library)
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".h") or name in ADAPTERS | {"api.h"}:
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        surface.calls += calls(text, name)
        text = COMMENT.sub(" ", text)
        surface.handles.update(
            (public, inner) for inner, public in HANDLE.findall(text))
        surface.enumerations.update(ENUMERATION.findall(text))
    return surface
