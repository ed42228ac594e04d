"""What devel/generate writes for the Python binding.

_native.py: every prototype once, out of the headers; enumerations.py: the
members of every enumeration, out of the tables. What a member can do is
written by hand, in bindings/python/vmstrust/_tables.py.
"""

import os
import re

import headers
from tables import Refused, read

FOLDER = "bindings/python/vmstrust/"
SITE = "vmstrust-site"

# Calls that the hand-written part does not make, and why.
NOT_BOUND = {
    "error_get_code": "the call itself returns it",
    "error_new": "for libraries that stand on this one",
    "policy_ref": "Python's own references share an object",
    "store_ref": "Python's own references share an object",
    "store_verify_chain": "Store.verify() gives the report, too",
    "store_verify_pem": "Store.verify() gives the report, too",
    "task_set_progress": "for libraries that stand on this one",
}

SCALARS = {"int": "c_int", "int64_t": "c_int64", "uint64_t": "c_uint64",
           "uint32_t": "c_uint32", "uint16_t": "c_uint16",
           "size_t": "c_size_t", "bool": "c_bool"}

NATIVE = '''\
"""Every call of lib{library}, once, as ctypes sees it.

Made of the headers in include/{library}/ by devel/generate: edit those. A
handle is a pointer to a class of its own, so that ctypes refuses the wrong
one.
"""

from ctypes import (POINTER, c_bool, c_char, c_char_p, c_int, c_int64,
                    c_size_t, c_uint16, c_uint32, c_uint64, c_void_p)
from typing import Any, Callable, Optional

{imports}
__all__ = ["native"]

native = Library("{library}", {version})

{handles}
{calls}
'''

ENUMERATIONS = '''\
"""Every enumeration of {folder}.

Made of the tables in {folder}/ by devel/generate: edit those. Numbers
are for ever. New ones may appear in any release of the library: a number that
is not named here becomes a member when it is met, and the library answers for
it.
"""

{imports}

__all__ = [
{names}
]


{classes}
'''


def class_name(public):
    """vmstrust_ca_plan as CaPlan."""
    words = re.sub(r"^vmstrust_", "", public).split("_")
    return "".join(word.capitalize() for word in words)


def scalar(surface, base, below):
    known = surface.enumerations | (below.enumerations if below else set())
    if base in known:
        return "c_int"
    if base not in SCALARS:
        raise Refused(f"devel/python.py: no type for {base}")
    return SCALARS[base]


def is_handle(surface, base, below):
    return base in surface.handles or (
        below is not None and base in below.handles)


def argument(surface, one, below):
    """The ctypes name of a parameter's type."""
    if one.length:
        if one.base == "uint8_t" and one.is_const:
            return "c_char_p"
        return f"POINTER(c_char * {one.length})"
    if is_handle(surface, one.base, below):
        return (class_name(one.base) if one.stars == 1
                else f"POINTER({class_name(one.base)})")
    if one.stars == 0:
        return scalar(surface, one.base, below)
    if one.is_const and one.base in ("char", "void", "uint8_t"):
        return "c_char_p" if one.stars == 1 else "POINTER(c_char_p)"
    return f"POINTER({scalar(surface, one.base, below)})"


def result(surface, call, below):
    """The ctypes name of what a call returns, and what Python makes of it."""
    one = call.result
    if is_handle(surface, one.base, below):
        return class_name(one.base), "Any"
    if one.stars == 0:
        if one.base == "void":
            return "None", "None"
        return scalar(surface, one.base, below), (
            "bool" if one.base == "bool" else "int")
    is_counted = any(repr(each.type) == "size_t *" for each in call.parameters)
    if one.base == "char" and not is_counted:
        return "c_char_p", "Optional[bytes]"
    return "c_void_p", "Optional[int]"


def prototype(surface, call, below):
    sort, python = result(surface, call, below)
    name = re.sub(r"^vmstrust_", "", call.name)
    words = [sort] + [argument(surface, one.type, below)
                      for one in call.parameters]
    lines, line = [], ""
    for word in [f'"{call.name}"'] + words:
        word += ", "
        if line and 4 + len(line + word) > 79:
            lines.append(line.rstrip())
            line = ""
        line += word
    body = "\n    ".join(lines + [line[:-2]])
    return f"{name}: Callable[..., {python}] = native.bind(\n    {body})\n"


def native(library, version, surface, below=None):
    """_native.py, or that of a library on top, which knows the handles of the
    one below."""
    own = "".join(f'{class_name(public)} = opaque("{inner}")\n'
                  for public, inner in sorted(surface.handles.items()))
    made = "\n".join(prototype(surface, call, below) for call in surface.calls)
    known = sorted(class_name(public) for public in
                   (below.handles if below else ())
                   if re.search(rf"\b{class_name(public)}\b", made))
    imports = "from ._load import Library, opaque\n"
    if known:
        imports += "from ._native import (" + ", ".join(known) + ")\n"
    return without_unused(NATIVE.format(
        library=library, version=version, handles=own, calls=made.strip(),
        imports=imports))


def without_unused(text):
    """The text with every import of names that are used, in lines of 79."""
    for found in reversed(list(re.finditer(
            r"^from (\S+) import (?:\((.*?)\)|([\w, ]+))$", text,
            re.S | re.M))):
        rest = text[found.end():]
        names = [name for name in re.findall(r"\w+", found[2] or found[3])
                 if re.search(rf"\b{name}\b", rest)]
        text = text[:found.start()] + listed(
            f"from {found[1]} import ", names) + rest
    return text


def listed(opening, names):
    """An import of names."""
    if len(opening) + len(", ".join(names)) <= 79:
        return opening + ", ".join(names)
    lines, line = [], opening + "("
    for name in names:
        if len(line) + len(name) > 77:
            lines.append(line.rstrip())
            line = " " * (len(opening) + 1)
        line += name + ", "
    return "\n".join(lines + [line[:-2] + ")"])


def unbound(root, surface):
    """Yields what is wrong: a declared call that nothing written by hand
    makes, and an exception that is none any more."""
    text = ""
    for name in sorted(os.listdir(os.path.join(root, FOLDER))):
        if name.endswith(".py") and not name.startswith("_native"):
            with open(os.path.join(root, FOLDER, name),
                      encoding="utf-8") as file:
                text += file.read()
    used = set(re.findall(r"\b(?:native|site)\.(\w+)", text))
    for call in surface.calls:
        name = re.sub("^vmstrust_", "", call.name)
        if name not in used and name not in NOT_BOUND:
            yield (f"{call.name}: the Python binding does not make it: use it"
                   f" in {FOLDER}, or say why not in devel/python.py")
    for name in sorted(used.intersection(NOT_BOUND)):
        yield f"{name}: made by the Python binding, and listed as not"


def version_of(root):
    with open(f"{root}/include/vmstrust/version.h", encoding="utf-8") as file:
        parts = dict(re.findall(r"#define VMSTRUST_VERSION_(\w+) (\d+)\n",
                                file.read()))
    return "({MAJOR}, {MINOR}, {PATCH})".format(**parts)


def base_of(kind, name, root, abilities):
    """What a member can do: written by hand, where anything is."""
    if kind == "ANCHOR_FIELD":
        return "IntFlag"
    with open(f"{root}/{FOLDER}{abilities}.py", encoding="utf-8") as file:
        is_there = f"class {class_name(name)}(" in file.read()
    return f"{abilities}.{class_name(name) if is_there else 'Number'}"


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


def enumerations(library, tables, nones, root, abilities):
    """enumerations.py, or that of a library on top."""
    classes = [members(kind, name, says, read(file, root, library),
                       nones.get(kind), base_of(kind, name, root, abilities))
               for file, kind, name, says in tables]
    names = sorted(class_name(name) for _, _, name, _ in tables)
    imports = f"from . import {abilities}"
    if any("(IntFlag)" in text for text in classes):
        imports = f"from enum import IntFlag\n\n{imports}"
    return ENUMERATIONS.format(
        folder=library, imports=imports,
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


def outputs(tables, site_tables, nones, root):
    """What devel/generate writes: path and text."""
    surface, site = headers.read(root=root), headers.read(SITE, root)
    return {
        FOLDER + "_native.py": native(
            "vmstrust", version_of(root), surface),
        FOLDER + "_native_site.py": native(SITE, None, site, surface),
        FOLDER + "enumerations.py": enumerations(
            "libvmstrust", tables, nones, root, "_tables"),
        FOLDER + "enumerations_site.py": enumerations(
            "lib" + SITE, site_tables, nones, root, "_tables_site")}
