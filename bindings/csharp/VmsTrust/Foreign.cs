// What crosses the border: text as UTF-8 with a NUL behind it, bytes, times and lists. Text with a NUL
// inside is refused, since the library would see only what stands before it.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace VmsTrust;

internal static class Foreign
{
    private static readonly UTF8Encoding Strict = new(false, true);

    internal static T NotNull<T>(T? value, string name) where T : class =>
        value ?? throw new ArgumentNullException(name);

    internal static byte[] Utf8(string? text, string name)
    {
        byte[]? bytes = Utf8OrNull(NotNull(text, name), name);
        return bytes!;
    }

    internal static byte[]? Utf8OrNull(string? text, string name)
    {
        if (text is null) {
            return null;
        }
        if (text.IndexOf('\0') >= 0) {
            throw new ArgumentException("The text has a NUL character inside.", name);
        }
        byte[] bytes = new byte[Strict.GetByteCount(text) + 1];
        Strict.GetBytes(text, 0, text.Length, bytes, 0);
        return bytes;
    }

    /// <summary>Text that the library lends, up to its NUL.</summary>
    internal static unsafe string Text(IntPtr text)
    {
        byte* start = (byte*)text;
        if (start is null) {
            return "";
        }
        int size = 0;
        while (start[size] != 0) {
            size++;
        }
        return Text(start, size);
    }

    private static unsafe string Text(byte* start, int size) =>
        size == 0 ? "" : Encoding.UTF8.GetString(start, size);

    internal static byte[] Bytes(IntPtr data, nuint size)
    {
        if (data == IntPtr.Zero || size == 0) {
            return [];
        }
        byte[] copy = new byte[checked((int)size)];
        Marshal.Copy(data, copy, 0, copy.Length);
        return copy;
    }

    internal static byte[] Bytes(BytesHandle bytes)
    {
        using Hold hold = bytes.Hold();
        return Bytes(NativeMethods.vmstrust_bytes_get_data(bytes), NativeMethods.vmstrust_bytes_get_size(bytes));
    }

    internal static unsafe string Text(BytesHandle bytes)
    {
        using Hold hold = bytes.Hold();
        return Text((byte*)NativeMethods.vmstrust_bytes_get_data(bytes),
                    checked((int)NativeMethods.vmstrust_bytes_get_size(bytes)));
    }

    internal static bool Same(byte[] one, byte[] other) => one.AsEnumerable().SequenceEqual(other);

    /// <summary>A time; one outside of what .NET can say is the first or the last that it can.</summary>
    internal static DateTimeOffset Time(long seconds)
    {
        long first = DateTimeOffset.MinValue.ToUnixTimeSeconds();
        long last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(Math.Min(Math.Max(seconds, first), last));
    }

    /// <summary>A time that is 0 where there is none.</summary>
    internal static DateTimeOffset? TimeOrNull(long seconds) => seconds == 0 ? null : Time(seconds);

    internal static long Seconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerSecond;

    internal static IReadOnlyList<T> List<T>(nuint count, Func<nuint, T> at)
    {
        T[] items = new T[checked((int)count)];
        for (int i = 0; i < items.Length; i++) {
            items[i] = at((nuint)i);
        }
        return items;
    }
}
