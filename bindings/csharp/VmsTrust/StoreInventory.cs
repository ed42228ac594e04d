// What lies in the folder of a store, by whom, when and why, and what is wrong with it.
using System;
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>The inventory of a store on disk. It reads on where <see cref="TrustStore.Open"/> refuses, so it is for people who
/// look after a store, and trusts nothing.</summary>
public sealed class StoreInventory : IDisposable
{
    private readonly InventoryHandle handle;

    private StoreInventory(InventoryHandle handle) => this.handle = handle;

    /// <summary>Reads the folder of a store. Each file or name that <see cref="TrustStore.Open"/> would refuse is a problem
    /// of the inventory, and no entry.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>; <see cref="ErrorCode.Malformed"/> if it is no store,
    /// or one of another format, with both numbers; <see cref="ErrorCode.Memory"/></exception>
    public static StoreInventory Read(string path) =>
        new(Answer.Check(vmstrust_inventory_read(Foreign.Utf8(path, nameof(path)), out InventoryHandle made,
                                                 out ErrorHandle error), made, error));

    /// <summary>Adds as problems what is wrong, or soon will be, with the entries themselves: expired, not valid yet, about
    /// to end, a weak key, no CA, several CAs of one name, trusted and distrusted at once.</summary>
    /// <param name="now">The time.</param>
    /// <param name="within">What ends sooner than this after it is told.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/>,
    /// <see cref="ErrorCode.Crypto"/></exception>
    public void Check(DateTimeOffset now, TimeSpan within) =>
        Answer.Check(vmstrust_inventory_check(handle, now.ToUnixTimeSeconds(), Foreign.Seconds(within),
                                              out ErrorHandle error), error);

    /// <summary>The entries that could be read.</summary>
    public IReadOnlyList<StoreEntry> Entries =>
        Foreign.List(vmstrust_inventory_get_count(handle), index => new StoreEntry(handle, index));

    /// <summary>The problems that were found.</summary>
    public IReadOnlyList<StoreProblem> Problems =>
        Foreign.List(vmstrust_inventory_get_problem_count(handle), index => new StoreProblem(handle, index));

    /// <summary>Frees it. What it handed out stays.</summary>
    public void Dispose() => handle.Dispose();
}

/// <summary>One entry of a store on disk.</summary>
public sealed class StoreEntry
{
    internal StoreEntry(InventoryHandle inventory, nuint index)
    {
        using Hold hold = inventory.Hold();
        Kind = Foreign.Text(vmstrust_inventory_get_kind(inventory, index));
        File = Foreign.Text(vmstrust_inventory_get_file(inventory, index));
        Certificate = Certificate.Own(vmstrust_inventory_get_cert(inventory, index));
        Role = vmstrust_inventory_get_role(inventory, index);
        Host = Foreign.Text(vmstrust_inventory_get_host(inventory, index));
        Expires = Foreign.TimeOrNull(vmstrust_inventory_get_expires(inventory, index));
        AddedAt = Foreign.TimeOrNull(vmstrust_inventory_get_added_at(inventory, index));
        Actor = Foreign.Text(vmstrust_inventory_get_actor(inventory, index));
        Reason = Foreign.Text(vmstrust_inventory_get_reason(inventory, index));
    }

    /// <summary>"anchor", "limited", "intermediate", "crl", "pin", "distrusted-certificate" or "distrusted-key".</summary>
    public string Kind { get; }

    /// <summary>The path of its file below the store.</summary>
    public string File { get; }

    /// <summary>The certificate; null of a CRL. It may be malformed where it is distrusted.</summary>
    public Certificate? Certificate { get; }

    /// <summary>The role that a root is limited to; 0 unless it is "limited".</summary>
    public Role Role { get; }

    /// <summary>The host that it is pinned to; "" unless it is a "pin".</summary>
    public string Host { get; }

    /// <summary>From when on a pin matches nothing; null unless it is a "pin".</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>When it was added; null where nobody wrote it down.</summary>
    public DateTimeOffset? AddedAt { get; }

    /// <summary>Who added it: text out of the file; "" where nobody wrote it down.</summary>
    public string Actor { get; }

    /// <summary>Why: text out of the file; "" where nobody wrote it down.</summary>
    public string Reason { get; }
}

/// <summary>What is wrong with a store on disk.</summary>
public sealed class StoreProblem
{
    internal StoreProblem(InventoryHandle inventory, nuint index)
    {
        using Hold hold = inventory.Hold();
        Severity = vmstrust_inventory_get_problem_severity(inventory, index);
        Id = Foreign.Text(vmstrust_inventory_get_problem_id(inventory, index));
        File = Foreign.Text(vmstrust_inventory_get_problem_file(inventory, index));
        Text = Foreign.Text(vmstrust_inventory_get_problem_text(inventory, index));
    }

    /// <summary>An error (<see cref="TrustStore.Open"/> refuses the store, or nothing can be trusted by the entry), a warning
    /// or info.</summary>
    public Severity Severity { get; }

    /// <summary>The id of a finding where there is one, or "unreadable", "private-key-in-store", "role-unknown",
    /// "pin-expired", "trusted-and-distrusted".</summary>
    public string Id { get; }

    /// <summary>The path of the file or folder below the store.</summary>
    public string File { get; }

    /// <summary>What is wrong and what to do, in words; foreign text in it is escaped.</summary>
    public string Text { get; }
}
