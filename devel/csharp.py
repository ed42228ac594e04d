"""The raw layer of the C# binding, made of the headers and the tables.

One import for each call, one SafeHandle for each C type, one enumeration for
each table: what of bindings/csharp/ nobody should write, or check, by hand.
"""

import re

import headers
from tables import Refused, read

FOLDER = "bindings/csharp/VmsTrust/Generated/"

# What an enumeration is called where its C name alone would say too little.
ENUMERATIONS = {
    "vmstrust_code": "ErrorCode",
    "vmstrust_match": "HostMatch",
    "vmstrust_anchor_field": "AnchorFields",
    "vmstrust_revocation": "RevocationMode",
    "vmstrust_near_miss": "NearMissKind",
}

# Enumerations of which a sum is a value, too.
FLAGS = {"vmstrust_anchor_field"}

NUMBERS = {"size_t": "nuint", "int64_t": "long", "uint64_t": "ulong",
           "int": "int", "int32_t": "int", "uint32_t": "uint",
           "uint16_t": "ushort", "uint8_t": "byte", "bool": "bool"}

# How a comment of the tables goes on in its next line.
CONTINUED = re.compile(r"\n \*")

HEAD = """// Made from {source} by devel/generate: edit those.
#nullable enable
using System;
"""

# A name of the language: an argument that is called so takes an @ in front.
RESERVED = {"in", "out", "ref", "is", "as", "base", "object", "string", "lock",
            "event", "operator", "params", "checked", "fixed", "default"}


def pascal(words):
    """vmstrust_ca_plan, KEY_USAGE -> CaPlan, KeyUsage."""
    words = re.sub(r"^vmstrust_", "", words)
    return "".join(word[:1].upper() + word[1:].lower()
                   for word in re.split(r"[_-]", words))


def enumeration_name(c_name):
    return ENUMERATIONS.get(c_name, pascal(c_name))


def handle_name(c_name):
    return pascal(c_name) + "Handle"


# --- Enumerations ------------------------------------------------------------

def xml(text):
    return (text.replace("&", "&amp;").replace("<", "&lt;")
            .replace(">", "&gt;"))


def meaning(kind, row):
    if kind == "CONNECTION":
        return f"{row.id}, {row.columns[3]} to {row.columns[4]}"
    return row.title or row.id


def enumeration(kind, c_name, says, table, none):
    members = [(0, "NONE", none)] if none else []
    members += sorted((row.number, row.suffix, meaning(kind, row))
                      for row in table if row.kind == kind)
    body = "\n".join(
        f"    /// <summary>{xml(title)}</summary>\n"
        f"    {pascal(re.sub('^E_', '', suffix))} = {number},"
        for number, suffix, title in members)
    flags = "[Flags]\n" if c_name in FLAGS else ""
    return (f"/// <summary>{xml(' '.join(re.sub(CONTINUED, ' ', says).split()))}"
            "</summary>\n"
            "/// <remarks>Only ever grows: a newer library may answer with a"
            " number that has no name here.</remarks>\n"
            f"{flags}public enum {enumeration_name(c_name)}\n{{\n{body}\n}}\n")


def enumerations(libraries, nones, root):
    """libraries: (folder, tables) as devel/generate has them."""
    return (HEAD.format(source="libvmstrust*/*.def")
            + "\nnamespace VmsTrust;\n\n"
            + "\n".join(enumeration(kind, name, says, read(file, root, folder),
                                    nones.get(kind))
                        for folder, tables in libraries
                        for file, kind, name, says in tables))


# --- Imports -----------------------------------------------------------------

class Imports:
    """Reads calls as C# sees them, over the surfaces of devel/headers.py."""

    def __init__(self, surfaces):
        self.handles = {name for one in surfaces for name in one.handles}
        self.enums = {name for one in surfaces for name in one.enumerations}

    def plain(self, base):
        """The C# type of a value that is no pointer, or None."""
        if base in NUMBERS:
            return NUMBERS[base]
        return enumeration_name(base) if base in self.enums else None

    def result(self, call):
        base, stars = call.result.base, call.result.stars
        if call.is_fallible:
            return "ErrorCode"
        if stars == 0:
            return "void" if base == "void" else self.plain(base)
        if call.name.endswith("_ref"):
            return handle_name(base)
        return "IntPtr" if stars == 1 else None

    def argument(self, call, sort):
        """The C# type of one argument, with its direction."""
        stars = sort.stars + (sort.length is not None)
        if stars == 0:
            return self.plain(sort.base)
        if sort.base in self.handles:
            if stars == 2:
                return f"out {handle_name(sort.base)}"
            is_lent = call.name.endswith(("_ref", "_free"))
            return "IntPtr" if is_lent else handle_name(sort.base)
        if sort.base in ("char", "void", "uint8_t"):
            return "out IntPtr" if stars == 2 else "byte[]?"
        plain = self.plain(sort.base)
        return f"out {plain}" if plain and stars == 1 else None

    def signature(self, call):
        """The result, and (C# type, name) of each argument."""
        result = self.result(call)
        arguments = [(self.argument(call, one.type), one.name)
                     for one in call.parameters]
        if result is None or None in [one for one, _ in arguments]:
            raise Refused(f"devel/csharp.py: {call.name} has no form in C#")
        return result, arguments


def declared(sort, name):
    marshal = ("[MarshalAs(UnmanagedType.U1)] " if sort.endswith("bool")
               else "")
    return f"{marshal}{sort} {'@' if name in RESERVED else ''}{name}"


def wrapped(head, parts, indent):
    """head(part, part): broken before 100 columns."""
    lines, line = [], head
    for at, part in enumerate(parts):
        text = part + (", " if at + 1 < len(parts) else ");")
        if len(line) + len(text) > 100:
            lines.append(line.rstrip())
            line = indent
        line += text
    return "\n".join(lines + [line if parts else line + ");"])


def one_import(library, call, imports):
    result, arguments = imports.signature(call)
    marshal = ("    [return: MarshalAs(UnmanagedType.U1)]\n"
               if result == "bool" else "")
    head = wrapped(f"    {result} {call.name}(",
                   [declared(*one) for one in arguments], " " * 8)
    return ("#if NET8_0_OR_GREATER\n"
            f"    [LibraryImport({library})]\n"
            "    [UnmanagedCallConv(CallConvs = new[] "
            "{ typeof(CallConvCdecl) })]\n"
            f"{marshal}    internal static partial\n"
            "#else\n"
            f"    [DllImport({library}, ExactSpelling = true, "
            "CallingConvention = CallingConvention.Cdecl)]\n"
            f"{marshal}    internal static extern\n"
            f"#endif\n{head}\n")


def handle(c_name):
    return (f"internal sealed class {handle_name(c_name)} : Handle\n{{\n"
            "    protected override void Free(IntPtr value) => "
            f"NativeMethods.{c_name}_free(value);\n}}\n")


def native_methods(surfaces):
    """surfaces: (the C# constant with the library's name, a Surface)."""
    imports = Imports([surface for _, surface in surfaces])
    body = "\n".join(one_import(library, call, imports)
                     for library, surface in surfaces
                     for call in surface.calls)
    return (HEAD.format(source="include/*/*.h")
            + "using System.Runtime.CompilerServices;\n"
              "using System.Runtime.InteropServices;\n\n"
              "namespace VmsTrust;\n\n"
              "internal static partial class NativeMethods\n{\n"
            + body + "}\n\n"
            + "\n".join(map(handle, sorted(imports.handles))))


def outputs(libraries, nones, root):
    """What devel/generate writes: path and text."""
    return {
        FOLDER + "Enumerations.cs": enumerations(libraries, nones, root),
        FOLDER + "NativeMethods.cs": native_methods(
            [("Library.Name", headers.read(root=root)),
             ("Library.Site", headers.read("vmstrust-site", root))])}
