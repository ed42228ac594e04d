// Which library is loaded, and that it is new enough. It is found by its soname, where the system or the
// package VmsTrust.Native put it: never by an environment variable of ours or in the current directory.
using System;
using System.Reflection;
using System.Runtime.InteropServices;
using static VmsTrust.NativeMethods;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]

namespace VmsTrust;

internal static partial class NativeMethods
{
    static NativeMethods() => Library.Prepare();
}

internal static class Library
{
    /// <summary>vmstrust.dll on Windows; on Mono VmsTrust.dll.config makes it the soname.</summary>
    internal const string Name = "vmstrust";

    /// <summary>The second library, for live connections; it is loaded when it is first used.</summary>
    internal const string Site = "vmstrust-site";

    /// <summary>The calls of version 0.1 are imported.</summary>
    internal const uint Needed = 0 << 16 | 1 << 8 | 0;

    internal static string Show(uint version) => $"{version >> 16}.{version >> 8 & 0xff}.{version & 0xff}";

    internal static void RefuseOld(uint found)
    {
        if (found < Needed) {
            throw new VmsTrustException(
                ErrorCode.NotFound,
                $"The library vmstrust that is loaded has version {Show(found)}, and this VmsTrust needs "
                + $"{Show(Needed)} or newer. Install a newer library, or the package VmsTrust.Native.", -1);
        }
    }

#if NET8_0_OR_GREATER
    internal static void Prepare() => NativeLibrary.SetDllImportResolver(typeof(Library).Assembly, Resolve);

    private static string FileOf(string name) =>
        OperatingSystem.IsWindows() ? name + ".dll"
        : OperatingSystem.IsMacOS() ? $"lib{name}.0.dylib"
        : $"lib{name}.so.0";

    private static unsafe IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name is not (Name or Site)) {
            return IntPtr.Zero;
        }
        IntPtr library = NativeLibrary.Load(FileOf(Name), assembly, path);
        if (name == Site) {
            return NativeLibrary.Load(FileOf(Site), assembly, path); // it finds the first one loaded
        }
        var version = (delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(library, "vmstrust_version_number");
        RefuseOld(version());
        return library;
    }
#else
    internal static void Prepare() => RefuseOld(vmstrust_version_number());
#endif
}

/// <summary>The native library that is loaded.</summary>
public static class VmsTrustLibrary
{
    /// <summary>Its version.</summary>
    /// <exception cref="DllNotFoundException">The library is not installed.</exception>
    public static Version Version
    {
        get {
            uint number = vmstrust_version_number();
            return new Version((int)(number >> 16), (int)(number >> 8 & 0xff), (int)(number & 0xff));
        }
    }

    /// <summary>The oldest version that this binding works with.</summary>
    public static Version Needed { get; } = new(Library.Show(Library.Needed));

    /// <summary>Its version as it calls it, such as "0.1.0".</summary>
    public static string VersionText => Foreign.Text(vmstrust_version_text());

    /// <summary>The libraries below it, one a line, each with the version that runs and the one that it was built
    /// with: for a support ticket. The wording may change.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Memory"/></exception>
    public static string DescribeLibraries() =>
        Answer.Text(vmstrust_version_write_libraries(out BytesHandle text, out ErrorHandle error), text, error);
}
