"""What devel/generate writes for the Python binding.

_native.py: every prototype once, out of the headers; enumerations.py: the
members of every enumeration, out of the tables. What a member can do is
written by hand, in bindings/python/vmstrust/_tables.py.
"""

import re

import headers
from tables import Refused, read

FOLDER = "bindings/python/vmstrust/"

SCALARS = {"int": "c_int", "int64_t": "c_int64", "uint64_t": "c_uint64",
           "uint32_t": "c_uint32", "uint16_t": "c_uint16",
           "size_t": "c_size_t", "bool": "c_bool"}

NATIVE = '''\
"""Every call of lib{library}, once, as ctypes sees it.

Made of the headers in include/{folder}/ by devel/generate: edit those. A
handle is a pointer to a class of its own, so that ctypes refuses the wrong
one.
"""

from ctypes import (POINTER, c_bool, c_char, c_char_p, c_int, c_int64,
                    c_size_t, c_uint16, c_uint32, c_uint64, c_void_p)
from typing import Any, Callable, Optional

from ._load import Library, opaque
{imports}
__all__ = ["native"]

native = Library("{library}", {version})

{handles}

{calls}
'''

ENUMERATIONS = '''\
"""Every enumeration of the library.

Made of the tables in libvmstrust/ by devel/generate: edit those. Numbers are
for ever. New ones may appear in any release of the library: a number that is
not named here becomes a member when it is met, and the library answers for it.
"""

from enum import IntFlag

from . import _tables

__all__ = [
{names}
]


{classes}
'''


def class_name(public):
    """vmstrust_ca_plan as CaPlan."""
    words = re.sub(r"^vmstrust_", "", public).split("_")
    return "".join(word.capitalize() for word in words)


def scalar(surface, base):
    if base in surface.enumerations:
        return "c_int"
    if base not in SCALARS:
        raise Refused(f"devel/python.py: no type for {base}")
    return SCALARS[base]


def argument(surface, one):
    """The ctypes name of a parameter's type."""
    if one.length:
        if one.base == "uint8_t" and one.is_const:
            return "c_char_p"
        return f"POINTER(c_char * {one.length})"
    if one.base in surface.handles:
        return (class_name(one.base) if one.stars == 1
                else f"POINTER({class_name(one.base)})")
    if one.stars == 0:
        return scalar(surface, one.base)
    if one.is_const and one.base in ("char", "void", "uint8_t"):
        return "c_char_p" if one.stars == 1 else "POINTER(c_char_p)"
    return f"POINTER({scalar(surface, one.base)})"


def result(surface, call):
    """The ctypes name of what a call returns, and what Python makes of it."""
    one = call.result
    if one.base in surface.handles:
        return class_name(one.base), "Any"
    if one.stars == 0:
        if one.base == "void":
            return "None", "None"
        return scalar(surface, one.base), (
            "bool" if one.base == "bool" else "int")
    is_counted = any(repr(each.type) == "size_t *" for each in call.parameters)
    if one.base == "char" and not is_counted:
        return "c_char_p", "Optional[bytes]"
    return "c_void_p", "Optional[int]"


def prototype(surface, call):
    sort, python = result(surface, call)
    name = re.sub(r"^vmstrust_", "", call.name)
    words = [sort] + [argument(surface, one.type) for one in call.parameters]
    lines, line = [], ""
    for word in [f'"{call.name}"'] + words:
        word += ", "
        if line and 4 + len(line + word) > 79:
            lines.append(line.rstrip())
            line = ""
        line += word
    body = "\n    ".join(lines + [line[:-2]])
    return f"{name}: Callable[..., {python}] = native.bind(\n    {body})\n"


def native(library, folder, version, surface, known=()):
    """_native.py, or that of a library on top that knows others' handles."""
    handles = "\n".join(f'{class_name(public)} = opaque("{inner}")'
                        for public, inner in sorted(surface.handles.items())
                        if public not in known)
    imports = "".join(f"from ._native import {class_name(public)}\n"
                      for public in sorted(known))
    made = "\n".join(prototype(surface, call) for call in surface.calls)
    text = NATIVE.format(library=library, folder=folder, version=version,
                         handles=handles, calls=made.strip(), imports=imports)
    return without_unused(text)


def without_unused(text):
    """The text without names of the first import that nothing uses."""
    found = re.search(r"from ctypes import \((.*?)\)", text, re.S)
    rest = text[found.end():]
    names = [name for name in re.findall(r"\w+", found[1])
             if re.search(rf"\b{name}\b", rest)]
    lines, line = [], "from ctypes import ("
    for name in names:
        if len(line) + len(name) > 77:
            lines.append(line.rstrip())
            line = " " * 20
        line += name + ", "
    return text[:found.start()] + "\n".join(
        lines + [line[:-2] + ")"]) + rest


def version_of(root):
    with open(f"{root}/include/vmstrust/version.h", encoding="utf-8") as file:
        parts = dict(re.findall(r"#define VMSTRUST_VERSION_(\w+) (\d+)\n",
                                file.read()))
    return "({MAJOR}, {MINOR}, {PATCH})".format(**parts)


def base_of(kind, name, root):
    """What a member can do: written by hand, where anything is."""
    if kind == "ANCHOR_FIELD":
        return "IntFlag"
    with open(f"{root}/{FOLDER}_tables.py", encoding="utf-8") as file:
        is_there = f"class {class_name(name)}(" in file.read()
    return f"_tables.{class_name(name) if is_there else 'Number'}"


def members(kind, name, says, table, none, base):
    live = sorted((row for row in table if row.kind == kind),
                  key=lambda row: (abs(row.number), row.number))
    lines = [f"class {class_name(name)}({base}):",
             '    """' + " ".join(re.sub(r"\n \*", " ", says).split())
             + '"""', ""]
    if none:
        lines += [f"    #: {none}", "    NONE = 0"]
    for row in live:
        about = (f"{row.id}, {row.columns[3]} to {row.columns[4]}"
                 if kind == "CONNECTION" else row.title)
        lines += [f"    #: {about}"] if about else []
        suffix = re.sub(r"^E_", "", row.suffix)
        lines += [f"    {suffix} = {row.number}"]
    return "\n".join(lines)


def enumerations(tables, nones, root):
    """enumerations.py."""
    classes = [members(kind, name, says, read(file, root), nones.get(kind),
                       base_of(kind, name, root))
               for file, kind, name, says in tables]
    names = sorted(class_name(name) for _, _, name, _ in tables)
    return ENUMERATIONS.format(
        names="\n".join(f'    "{name}",' for name in names),
        classes="\n\n\n".join(wrapped(text) for text in classes))


def wrapped(text):
    """The docstring in the second line in lines of 79."""
    head, says, *rest = text.split("\n")
    words, lines, line = says.strip().split(" "), [], "   "
    for word in words:
        if len(line + " " + word) > 79:
            lines.append(line)
            line = "   "
        line += " " + word
    return "\n".join([head] + lines + [line] + rest)


def outputs(tables, nones, root):
    """What devel/generate writes: path and text."""
    return {
        FOLDER + "_native.py": native(
            "vmstrust", "vmstrust", version_of(root), headers.read(root=root)),
        FOLDER + "enumerations.py": enumerations(tables, nones, root)}
