// A certificate authority of the caller's own, kept in a folder.
using System;
using System.Collections.Generic;
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>
/// A certificate authority, kept in a folder with its certificate, its encrypted key and the ledger of every
/// certificate that was issued. Several processes may use one authority at once; one object belongs to one thread at a
/// time. Nothing is issued that the rule sets vms and rfc5280 would not trust, and nothing leaves it that is not in the
/// ledger.
/// </summary>
public sealed partial class CertificateAuthority : IDisposable
{
    private CertificateAuthority(CaHandle handle) => Handle = handle;

    internal CaHandle Handle { get; }

    /// <summary>Makes the authority of a plan: whole, or not at all.</summary>
    /// <param name="plan">What it is to be.</param>
    /// <param name="passphrase">At least eight bytes; without it the authority is lost.</param>
    /// <exception cref="VmsTrustException">As <see cref="AuthorityPlan.Check"/>; <see cref="ErrorCode.Passphrase"/> if it
    /// is too short; <see cref="ErrorCode.File"/>; <see cref="ErrorCode.Crypto"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public static void Create(AuthorityPlan plan, Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_create(Foreign.NotNull(plan, nameof(plan)).Handle,
                                        Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                        Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>Takes over an authority that exists, such as one of the vendor's script: its key and certificate become a
    /// folder as <see cref="Create"/> makes it, whole or not at all. What it issued before is entered by
    /// <see cref="Record"/>.</summary>
    /// <param name="plan">The path and the actor count; the title does not.</param>
    /// <param name="identity">The key and the certificate of the authority; of a subordinate also what stands between it and
    /// its root.</param>
    /// <param name="passphrase">The new one, at least eight bytes.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> if key and certificate do not belong together,
    /// the certificate is not that of a CA, or the key is in a token; <see cref="ErrorCode.File"/>;
    /// <see cref="ErrorCode.Passphrase"/>; <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Clock"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public static void Adopt(AuthorityPlan plan, ServerIdentity identity, Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_adopt(Foreign.NotNull(plan, nameof(plan)).Handle,
                                       Foreign.NotNull(identity, nameof(identity)).Handle,
                                       Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                       Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>What clients will say of the servers of such an authority: a sample, which is never handed out, is judged by
    /// the rule set vms as a recording server's. Changes nothing.</summary>
    /// <exception cref="UntrustedException">It may be adopted, and nothing that it issues would be trusted.</exception>
    /// <exception cref="VmsTrustException">As <see cref="Adopt"/></exception>
    public static VerificationReport CheckAdoption(AuthorityPlan plan, ServerIdentity identity)
    {
        ErrorCode code = vmstrust_ca_check_adoption(
            Foreign.NotNull(plan, nameof(plan)).Handle, Foreign.NotNull(identity, nameof(identity)).Handle,
            out ReportHandle report, out ErrorHandle error);
        return VerificationReport.OrThrow(code, report, error);
    }

    /// <summary>Whether <see cref="Complete"/> would be refused. Changes nothing.</summary>
    /// <exception cref="VmsTrustException">As <see cref="Complete"/></exception>
    public static void CheckAnswer(AuthorityPlan plan, CertificateChain answer, Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_check_answer(Foreign.NotNull(plan, nameof(plan)).Handle,
                                              Foreign.NotNull(answer, nameof(answer)).Handle,
                                              Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                              Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>What the company granted otherwise than the request in the folder, ca.csr, asked for: one line each, escaped;
    /// empty if there is nothing. Before <see cref="Complete"/> or after it.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, also where the answer is for another key;
    /// <see cref="ErrorCode.File"/> and <see cref="ErrorCode.Malformed"/> for ca.csr; <see cref="ErrorCode.Crypto"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public static string CompareAnswer(AuthorityPlan plan, CertificateChain answer) =>
        Answer.Text(vmstrust_ca_compare_answer(Foreign.NotNull(plan, nameof(plan)).Handle,
                                               Foreign.NotNull(answer, nameof(answer)).Handle,
                                               out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>Whether a passphrase would do for an authority: for <see cref="Create"/>, <see cref="Adopt"/> and
    /// <see cref="SetPassphrase"/>.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Passphrase"/> if it is too short;
    /// <see cref="ErrorCode.Memory"/></exception>
    public static void CheckPassphrase(Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_check_passphrase(
            Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))), Passphrase.SizeOf(passphrase),
            out ErrorHandle error), error);

    /// <summary>Completes an authority that asked a company's (<see cref="AuthorityPlan.SetSubordinate"/>): finds the
    /// certificate of its key in the answer, and keeps what leads from it up to the root, so that servers send it. Nothing is
    /// changed where it fails.</summary>
    /// <param name="plan">Names the folder and who acts; nothing else of it counts.</param>
    /// <param name="answer">What the company gave, in any order: the certificate and the whole chain, with the self-signed
    /// root.</param>
    /// <param name="passphrase">Of the key.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/> if the folder waits for no answer;
    /// <see cref="ErrorCode.Argument"/> with what to ask the company for; <see cref="ErrorCode.Passphrase"/>;
    /// <see cref="ErrorCode.NotFound"/>; <see cref="ErrorCode.Clock"/>; <see cref="ErrorCode.Memory"/></exception>
    public static void Complete(AuthorityPlan plan, CertificateChain answer, Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_complete(Foreign.NotNull(plan, nameof(plan)).Handle,
                                          Foreign.NotNull(answer, nameof(answer)).Handle,
                                          Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                          Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>Opens an authority.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="passphrase">Null opens it to be read: to list, to find, for the log; also on read-only
    /// media.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Passphrase"/> if it is wrong;
    /// <see cref="ErrorCode.File"/>, also for a network file system and a ledger of a newer format;
    /// <see cref="ErrorCode.Malformed"/>; <see cref="ErrorCode.Memory"/></exception>
    public static CertificateAuthority Open(string path, Passphrase? passphrase = null) =>
        new(Answer.Check(vmstrust_ca_open(Foreign.Utf8(path, nameof(path)), Passphrase.BytesOf(passphrase),
                                          Passphrase.SizeOf(passphrase), out CaHandle made, out ErrorHandle error),
                         made, error));

    /// <summary>Its certificate: what clients are to trust.</summary>
    public Certificate Certificate
    {
        get {
            using Hold hold = Handle.Hold();
            return Certificate.Own(vmstrust_ca_get_cert(Handle))!;
        }
    }

    /// <summary>Who acts, for the log: the library asks the system nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public void SetActor(string? account, string? computer) =>
        Answer.Check(vmstrust_ca_set_actor(Handle, Foreign.Utf8OrNull(account, nameof(account)),
                                           Foreign.Utf8OrNull(computer, nameof(computer)), out ErrorHandle error),
                     error);

    /// <summary>From when until when the certificate would be valid. Refuses what <see cref="Issue"/> would refuse, and
    /// changes nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>: no name, a valid certificate is there, or
    /// the authority has expired; <see cref="ErrorCode.File"/>; <see cref="ErrorCode.Clock"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public (DateTimeOffset NotBefore, DateTimeOffset NotAfter) CheckOrder(CertificateOrder order)
    {
        Answer.Check(vmstrust_ca_check_order(Handle, Foreign.NotNull(order, nameof(order)).Handle, out long notBefore,
                                             out long notAfter, out ErrorHandle error), error);
        return (Foreign.Time(notBefore), Foreign.Time(notAfter));
    }

    /// <summary>Issues a certificate with a new private key. It is in the ledger when the call returns, marked as issued;
    /// say <see cref="SetDelivered"/> when its files are safe.</summary>
    /// <returns>The private key, which exists nowhere else, the certificate, and behind it what the server sends with
    /// it.</returns>
    /// <exception cref="VmsTrustException">As <see cref="CheckOrder"/>; <see cref="ErrorCode.Passphrase"/> for an
    /// authority that was opened to be read; <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Internal"/> if our own
    /// rules would not trust it</exception>
    public ServerIdentity Issue(CertificateOrder order) =>
        new(Answer.Check(vmstrust_ca_issue(Handle, Foreign.NotNull(order, nameof(order)).Handle,
                                           out IdentityHandle made, out ErrorHandle error), made, error));

    /// <summary>Signs a certificate for the key of a request, which proved to have it when it was parsed. The names are
    /// those of the order, and so is everything else. It is in the ledger when the call returns, as with
    /// <see cref="Issue"/>.</summary>
    /// <exception cref="VmsTrustException">As <see cref="CheckRequest"/>; <see cref="ErrorCode.File"/></exception>
    public Certificate Sign(CertificateOrder order, SigningRequest request) =>
        new(Answer.Check(vmstrust_ca_sign(Handle, Foreign.NotNull(order, nameof(order)).Handle,
                                          Foreign.NotNull(request, nameof(request)).Handle, out CertHandle made,
                                          out ErrorHandle error), made, error));

    /// <summary>Whether <see cref="Sign"/> would refuse. Changes nothing.</summary>
    /// <exception cref="VmsTrustException">As <see cref="CheckOrder"/>; <see cref="ErrorCode.Argument"/> for a key that our
    /// own rules would not trust, and for the authority's own; <see cref="ErrorCode.Passphrase"/>;
    /// <see cref="ErrorCode.Crypto"/></exception>
    public void CheckRequest(CertificateOrder order, SigningRequest request) =>
        Answer.Check(vmstrust_ca_check_request(Handle, Foreign.NotNull(order, nameof(order)).Handle,
                                               Foreign.NotNull(request, nameof(request)).Handle,
                                               out ErrorHandle error), error);

    /// <summary>A new certificate for the key of the old one, which stays where it is. It is in the ledger when the call
    /// returns; the old one stays valid until it ends.</summary>
    /// <param name="order">Of <see cref="CertificateOrder.ForRenewal"/>.</param>
    /// <exception cref="VmsTrustException">As <see cref="CheckRenewal"/>; <see cref="ErrorCode.File"/></exception>
    public Certificate Renew(CertificateOrder order) =>
        new(Answer.Check(vmstrust_ca_renew(Handle, Foreign.NotNull(order, nameof(order)).Handle, out CertHandle made,
                                           out ErrorHandle error), made, error));

    /// <summary>Whether <see cref="Renew"/> would refuse. Changes nothing.</summary>
    /// <exception cref="VmsTrustException">As <see cref="CheckRequest"/>; <see cref="ErrorCode.Argument"/> also if it was
    /// renewed already, or the order renews nothing</exception>
    public void CheckRenewal(CertificateOrder order) =>
        Answer.Check(vmstrust_ca_check_renewal(Handle, Foreign.NotNull(order, nameof(order)).Handle,
                                               out ErrorHandle error), error);

    /// <summary>What stands for the certificate already that an order renews: handed out for the same role, with all its
    /// names, not revoked, and ending later. None for an order that renews nothing.</summary>
    /// <exception cref="VmsTrustException">As <see cref="List"/>; <see cref="ErrorCode.Clock"/></exception>
    public IReadOnlyList<LedgerEntry> ListSuccessors(CertificateOrder order) =>
        LedgerEntry.Take(vmstrust_ca_list_successors(Handle, Foreign.NotNull(order, nameof(order)).Handle,
                                                     out EntriesHandle entries, out ErrorHandle error), entries,
                         error);

    /// <summary>What a server sends for a certificate of this authority, as PEM: the certificate, the authority's own
    /// unless it is self-signed, and what leads from it to the root that clients have. A root is never part of
    /// it.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public string WriteChain(Certificate certificate) =>
        Answer.Text(vmstrust_ca_write_chain(Handle, Foreign.NotNull(certificate, nameof(certificate)).Handle,
                                            out BytesHandle pem, out ErrorHandle error), pem, error);

    /// <summary>Enters a certificate that this authority signed before it had this ledger, as handed out. A second time
    /// changes nothing.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="role">Of the server; the certificate of a CA is entered as one.</param>
    /// <returns>Whether it was not there.</returns>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> if this authority did not sign it, or another
    /// certificate of the ledger has its serial number; <see cref="ErrorCode.Passphrase"/>; <see cref="ErrorCode.File"/>;
    /// <see cref="ErrorCode.Clock"/>; <see cref="ErrorCode.Memory"/></exception>
    public bool Record(Certificate certificate, Role role)
    {
        Answer.Check(vmstrust_ca_record(Handle, Foreign.NotNull(certificate, nameof(certificate)).Handle, role,
                                        out bool isNew, out ErrorHandle error), error);
        return isNew;
    }

    /// <summary>Whether <see cref="Record"/> would refuse. Changes nothing.</summary>
    /// <returns>Whether the certificate is not in the ledger.</returns>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> if this authority did not sign it;
    /// <see cref="ErrorCode.Passphrase"/>; <see cref="ErrorCode.File"/>; <see cref="ErrorCode.Memory"/></exception>
    public bool CheckRecord(Certificate certificate)
    {
        Answer.Check(vmstrust_ca_check_record(Handle, Foreign.NotNull(certificate, nameof(certificate)).Handle,
                                              out bool isNew, out ErrorHandle error), error);
        return isNew;
    }

    /// <summary>Notes that a certificate was handed out.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Passphrase"/>, <see cref="ErrorCode.File"/>,
    /// <see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public void SetDelivered(Certificate certificate) =>
        Answer.Check(vmstrust_ca_set_delivered(Handle, Foreign.NotNull(certificate, nameof(certificate)).Handle,
                                               out ErrorHandle error), error);

    /// <summary>Revokes a certificate: the next list names it. That stops nobody who does not read the list.</summary>
    /// <param name="certificate">One that this authority issued.</param>
    /// <param name="reason">As RFC 5280 5.3.1 calls it: "unspecified", "keyCompromise", "affiliationChanged",
    /// "superseded", "cessationOfOperation" or "privilegeWithdrawn".</param>
    /// <param name="invalidSince">From when on the key was not its owner's alone; null: not known.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/> if this authority did not issue it;
    /// <see cref="ErrorCode.Argument"/>, also if it is revoked already; <see cref="ErrorCode.Passphrase"/>;
    /// <see cref="ErrorCode.File"/>; <see cref="ErrorCode.Memory"/></exception>
    public void Revoke(Certificate certificate, string reason, DateTimeOffset? invalidSince = null) =>
        Answer.Check(vmstrust_ca_revoke(Handle, Foreign.NotNull(certificate, nameof(certificate)).Handle,
                                        Foreign.Utf8(reason, nameof(reason)), invalidSince?.ToUnixTimeSeconds() ?? 0,
                                        out ErrorHandle error), error);

    /// <summary>Refuses what <see cref="Revoke"/> would refuse, and changes nothing.</summary>
    /// <param name="certificate">One that this authority issued.</param>
    /// <param name="reason">As for <see cref="Revoke"/>.</param>
    /// <param name="invalidSince">As for <see cref="Revoke"/>.</param>
    /// <exception cref="VmsTrustException">As <see cref="Revoke"/></exception>
    public void CheckRevoke(Certificate certificate, string reason, DateTimeOffset? invalidSince = null) =>
        Answer.Check(vmstrust_ca_check_revoke(Handle, Foreign.NotNull(certificate, nameof(certificate)).Handle,
                                              Foreign.Utf8(reason, nameof(reason)),
                                              invalidSince?.ToUnixTimeSeconds() ?? 0, out ErrorHandle error), error);

    /// <summary>The revocation list, signed, as PEM ("X509 CRL").</summary>
    /// <param name="validFor">After which a new one is due: 1 hour to 366 days.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Passphrase"/>,
    /// <see cref="ErrorCode.File"/>, <see cref="ErrorCode.Clock"/>, <see cref="ErrorCode.Crypto"/>,
    /// <see cref="ErrorCode.Memory"/></exception>
    public string WriteCrl(TimeSpan validFor) =>
        Answer.Text(vmstrust_ca_write_crl(Handle, Foreign.Seconds(validFor), out BytesHandle pem,
                                          out ErrorHandle error), pem, error);

    /// <summary>Every certificate of the ledger, in the order in which they end.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>, <see cref="ErrorCode.Memory"/></exception>
    public IReadOnlyList<LedgerEntry> List() =>
        LedgerEntry.Take(vmstrust_ca_list(Handle, out EntriesHandle entries, out ErrorHandle error), entries, error);

    /// <summary>Those that are not revoked and end at or before a time.</summary>
    /// <exception cref="VmsTrustException">As <see cref="List"/></exception>
    public IReadOnlyList<LedgerEntry> ListDue(DateTimeOffset before) =>
        LedgerEntry.Take(vmstrust_ca_list_due(Handle, before.ToUnixTimeSeconds(), out EntriesHandle entries,
                                              out ErrorHandle error), entries, error);

    /// <summary>Finds certificates by serial number, SHA-1 thumbprint, the first eight or more digits of SHA-256, or a
    /// host.</summary>
    /// <param name="word">Digits in upper or lower case, with or without colons; or a host.</param>
    /// <returns>Possibly none, possibly several.</returns>
    /// <exception cref="VmsTrustException">As <see cref="List"/></exception>
    public IReadOnlyList<LedgerEntry> Find(string word) =>
        LedgerEntry.Take(vmstrust_ca_find(Handle, Foreign.Utf8(word, nameof(word)), out EntriesHandle entries,
                                          out ErrorHandle error), entries, error);

    /// <summary>Who did what, oldest first, as text: time, account and computer, command, reason; escaped.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>, <see cref="ErrorCode.Memory"/></exception>
    public string WriteLog() =>
        Answer.Text(vmstrust_ca_write_log(Handle, out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>Looks at a list that was published before, wherever it is: a ledger that was restored from an older backup does
    /// not know all that the list revokes, and the next one would make it good again. The next list gets a higher
    /// number.</summary>
    /// <param name="data">One list as DER, or several as PEM.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> where it revokes what the ledger does not, or is
    /// not of this authority; <see cref="ErrorCode.Malformed"/>; <see cref="ErrorCode.File"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public void CheckCrl(byte[] data)
    {
        Foreign.NotNull(data, nameof(data));
        Answer.Check(vmstrust_ca_check_crl(Handle, data, (nuint)data.Length, out ErrorHandle error), error);
    }

    /// <summary>The generations of the authority, the newest first; one where it was never rolled over.</summary>
    public IReadOnlyList<AuthorityGeneration> Generations =>
        Foreign.List(vmstrust_ca_get_root_count(Handle), index => new AuthorityGeneration(Handle, index));

    /// <summary>Refuses what <see cref="RollOver"/> would refuse, and changes nothing.</summary>
    /// <exception cref="VmsTrustException">As <see cref="RollOver"/></exception>
    public void CheckRollover(AuthorityPlan plan) =>
        Answer.Check(vmstrust_ca_check_rollover(Handle, Foreign.NotNull(plan, nameof(plan)).Handle,
                                                out ErrorHandle error), error);

    /// <summary>Makes the next generation: a new key and root, which issues from now on, and a certificate of either for the
    /// other, so that old clients trust new servers and new clients old ones. The old generation signs the lists of what it
    /// issued until it ends. Name constraints of the old root bind the new one.</summary>
    /// <param name="plan">Of <see cref="AuthorityPlan.ForNextGeneration"/>.</param>
    /// <param name="passphrase">The authority's.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> where the authority is no root, has expired,
    /// allows no CA below itself or has its key in a token; <see cref="ErrorCode.Passphrase"/>; <see cref="ErrorCode.File"/>,
    /// also if only ca.crt could not be written, which the next opening with the passphrase does;
    /// <see cref="ErrorCode.Limit"/> beyond 32 generations; <see cref="ErrorCode.Clock"/>; <see cref="ErrorCode.Crypto"/>;
    /// <see cref="ErrorCode.Memory"/></exception>
    public void RollOver(AuthorityPlan plan, Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_roll_over(Handle, Foreign.NotNull(plan, nameof(plan)).Handle,
                                           Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                           Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>Another passphrase. The old one holds until the new file is in its place.</summary>
    /// <param name="passphrase">At least eight bytes.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Passphrase"/> if it is too short, or for an authority that
    /// was opened to be read; <see cref="ErrorCode.Argument"/> for a key in a token; <see cref="ErrorCode.File"/>;
    /// <see cref="ErrorCode.Clock"/>; <see cref="ErrorCode.Memory"/></exception>
    public void SetPassphrase(Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_set_passphrase(Handle,
                                                Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                                Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>Throws what <see cref="SetPassphrase"/> would of this authority and this passphrase, and changes
    /// nothing.</summary>
    /// <param name="passphrase">As for <see cref="SetPassphrase"/>.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Passphrase"/>, <see cref="ErrorCode.Argument"/>,
    /// <see cref="ErrorCode.Memory"/></exception>
    public void CheckSetPassphrase(Passphrase passphrase) =>
        Answer.Check(vmstrust_ca_check_set_passphrase(Handle,
                                                      Passphrase.BytesOf(Foreign.NotNull(passphrase, nameof(passphrase))),
                                                      Passphrase.SizeOf(passphrase), out ErrorHandle error), error);

    /// <summary>The whole authority in one file: certificate, encrypted key and ledger, with their checksums. Others may use
    /// the authority meanwhile. It is restored once into a folder beside the file, to prove that it can be.</summary>
    /// <param name="path">Of the file, which gets mode 0600.</param>
    /// <param name="isReplacing">Whether it may replace a file of that name.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/>, also where the name is taken, or in the authority's
    /// own folder; <see cref="ErrorCode.Malformed"/> where the key is not encrypted; <see cref="ErrorCode.Argument"/>;
    /// <see cref="ErrorCode.Clock"/>; <see cref="ErrorCode.Crypto"/>; <see cref="ErrorCode.Memory"/></exception>
    public void Backup(string path, bool isReplacing = false) =>
        Answer.Check(vmstrust_ca_backup(Handle, Foreign.Utf8(path, nameof(path)), isReplacing, out ErrorHandle error),
                     error);

    /// <summary>Throws what <see cref="Backup"/>, or with a place <see cref="Move"/>, would before they write anything, and
    /// changes nothing.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="isReplacing">Whether it may replace a file of that name.</param>
    /// <param name="place">As for <see cref="Move"/>; null: of <see cref="Backup"/>.</param>
    /// <exception cref="VmsTrustException">As <see cref="Backup"/> or <see cref="Move"/></exception>
    public void CheckBackup(string path, bool isReplacing = false, string? place = null) =>
        Answer.Check(vmstrust_ca_check_backup(Handle, Foreign.Utf8(path, nameof(path)), isReplacing,
                                              Foreign.Utf8OrNull(place, nameof(place)), out ErrorHandle error), error);

    /// <summary>The same, to be restored elsewhere: from then on the authority says where it went, and issues and revokes
    /// nothing here.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="isReplacing">Whether it may replace a file of that name.</param>
    /// <param name="place">Where it goes, for people.</param>
    /// <exception cref="VmsTrustException">As <see cref="Backup"/>; <see cref="ErrorCode.Passphrase"/> for an authority that
    /// was opened to be read</exception>
    public void Move(string path, bool isReplacing, string place) =>
        Answer.Check(vmstrust_ca_move(Handle, Foreign.Utf8(path, nameof(path)), isReplacing,
                                      Foreign.Utf8(place, nameof(place)), out ErrorHandle error), error);

    /// <summary>Looks at an authority's files, key, ledger, time and backup, and changes nothing; also on read-only media.
    /// What is wrong is in the answer, also where the authority cannot be opened at all.</summary>
    /// <param name="path">Its folder.</param>
    /// <param name="passphrase">Null leaves the key untried.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Clock"/>,
    /// <see cref="ErrorCode.Memory"/></exception>
    public static IReadOnlyList<CheckupPoint> Checkup(string path, Passphrase? passphrase = null)
    {
        using CheckupHandle made = Answer.Check(
            vmstrust_checkup_new(Foreign.Utf8(path, nameof(path)), Passphrase.BytesOf(passphrase),
                                 Passphrase.SizeOf(passphrase), out CheckupHandle checkup, out ErrorHandle error),
            checkup, error);
        return Foreign.List(vmstrust_checkup_get_count(made), index => new CheckupPoint(made, index));
    }

    /// <summary>Closes it, and wipes the key.</summary>
    public void Dispose() => Handle.Dispose();
}

/// <summary>What a new authority is to be: a root with an RSA-3072 key, valid for ten years, unless it says otherwise. It
/// belongs to one thread at a time.</summary>
public sealed partial class AuthorityPlan : IDisposable
{
    /// <summary>A plan.</summary>
    /// <param name="path">The folder to be made; it must not exist.</param>
    /// <param name="title">What people call it, 1 to 55 characters; the subject is the title and the first eight digits
    /// of the key's SHA-256, so that no two authorities share a name.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public AuthorityPlan(string path, string title) =>
        Handle = Answer.Check(vmstrust_ca_plan_new(Foreign.Utf8(path, nameof(path)), Foreign.Utf8(title, nameof(title)),
                                                   out CaPlanHandle made, out ErrorHandle error), made, error);

    private AuthorityPlan(CaPlanHandle handle) => Handle = handle;

    internal CaPlanHandle Handle { get; }

    /// <summary>The plan of an authority's next generation: a key of the same kind, and the same span, which may be
    /// changed.</summary>
    /// <param name="authority">The authority.</param>
    /// <param name="title">Null: the same.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Crypto"/>,
    /// <see cref="ErrorCode.Memory"/></exception>
    public static AuthorityPlan ForNextGeneration(CertificateAuthority authority, string? title = null) =>
        new(Answer.Check(vmstrust_ca_plan_next(Foreign.NotNull(authority, nameof(authority)).Handle,
                                               Foreign.Utf8OrNull(title, nameof(title)), out CaPlanHandle made,
                                               out ErrorHandle error), made, error));

    /// <summary>Another key.</summary>
    /// <param name="keyType">"rsa3072", "rsa4096", "p256" or "p384".</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public void SetKeyType(string keyType) =>
        Answer.Check(vmstrust_ca_plan_set_key_type(Handle, Foreign.Utf8(keyType, nameof(keyType)),
                                                   out ErrorHandle error), error);

    /// <summary>Another life: a day to forty years; <see cref="Check"/> says whether it is.</summary>
    public void SetValidFor(TimeSpan life) => vmstrust_ca_plan_set_valid_for(Handle, Foreign.Seconds(life));

    /// <summary>Who makes it, for the first line of its log: the library asks the system nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public void SetActor(string? account, string? computer) =>
        Answer.Check(vmstrust_ca_plan_set_actor(Handle, Foreign.Utf8OrNull(account, nameof(account)),
                                                Foreign.Utf8OrNull(computer, nameof(computer)),
                                                out ErrorHandle error), error);

    /// <summary>Whether it is to be an authority below a company's. <see cref="CertificateAuthority.Create"/> then makes the
    /// key and a request, ca.csr; <see cref="CertificateAuthority.Complete"/> takes the answer, and until then the folder is
    /// no authority that opens.</summary>
    public void SetSubordinate(bool isSubordinate) => vmstrust_ca_plan_set_subordinate(Handle, isSubordinate);

    /// <summary>Permits a name. Without any, certificates may be issued for every name; with one, only for those that were
    /// permitted: every other is shut out, by critical name constraints in its certificate (RFC 5280 4.2.1.10). That is
    /// permanent. Short names are DNS names and have to be permitted one by one.</summary>
    /// <param name="name">A DNS name, which permits itself and all names below it, such as "site.local"; an address; or
    /// a network, such as "192.0.2.0/24".</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> with what is wrong with it;
    /// <see cref="ErrorCode.Limit"/> beyond 100; <see cref="ErrorCode.Memory"/></exception>
    public void AddPermitted(string name) =>
        Answer.Check(vmstrust_ca_plan_add_permitted(Handle, Foreign.Utf8(name, nameof(name)), out ErrorHandle error),
                     error);

    /// <summary>Whether <see cref="CertificateAuthority.Create"/> would be refused. Changes nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.File"/> if the path is taken;
    /// <see cref="ErrorCode.Argument"/> with what is wrong with the title or the life</exception>
    public void Check() => Answer.Check(vmstrust_ca_plan_check(Handle, out ErrorHandle error), error);

    /// <summary>Frees it.</summary>
    public void Dispose() => Handle.Dispose();
}

/// <summary>What a certificate is to be: RSA-3072, 397 days, unless it says otherwise. It belongs to one thread at a
/// time.</summary>
public sealed partial class CertificateOrder : IDisposable
{
    /// <summary>An order for a server's certificate.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> for a role that is no server's,
    /// <see cref="ErrorCode.Memory"/></exception>
    public CertificateOrder(Role role) =>
        Handle = Answer.Check(vmstrust_order_new(role, out OrderHandle made, out ErrorHandle error), made, error);

    private CertificateOrder(OrderHandle handle) => Handle = handle;

    internal OrderHandle Handle { get; }

    /// <summary>The order that renews a certificate of the ledger: its role, subject and names, none of which is ever lost,
    /// the addresses of its list and its authority, and its kind of key, for 397 days.
    /// <see cref="CertificateAuthority.Renew"/> gives the key that is in use a new certificate;
    /// <see cref="CertificateAuthority.Issue"/> makes a new key.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.NotFound"/> if the ledger does not have it;
    /// <see cref="ErrorCode.Argument"/> if it is revoked, is no server's, or has a name that could not be kept;
    /// <see cref="ErrorCode.File"/>; <see cref="ErrorCode.Memory"/></exception>
    public static CertificateOrder ForRenewal(CertificateAuthority authority, Certificate certificate) =>
        new(Answer.Check(vmstrust_order_new_renewal(Foreign.NotNull(authority, nameof(authority)).Handle,
                                                    Foreign.NotNull(certificate, nameof(certificate)).Handle,
                                                    out OrderHandle made, out ErrorHandle error), made, error));

    /// <summary>The role that it is for.</summary>
    public Role Role => vmstrust_order_get_role(Handle);

    /// <summary>Its names and addresses, as the certificate will carry them.</summary>
    public IReadOnlyList<string> Hosts => Foreign.List(vmstrust_order_get_host_count(Handle), index => {
        using Hold hold = Handle.Hold();
        return Foreign.Text(vmstrust_order_get_host(Handle, index));
    });

    /// <summary>Adds every DNS name and address that a request asks for. Where it asks for none, as the requests of most
    /// devices, the common name of its subject, if that is a host name. What else it asks for is not granted: see
    /// <see cref="DescribeUngranted"/>.</summary>
    /// <exception cref="VmsTrustException">As <see cref="AddHost"/>, of the first name that is refused</exception>
    public void AddRequested(SigningRequest request) =>
        Answer.Check(vmstrust_order_add_requested(Handle, Foreign.NotNull(request, nameof(request)).Handle,
                                                  out ErrorHandle error), error);

    /// <summary>What a request asks for and the order does not grant: one line each, escaped; "" if there is
    /// nothing.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Memory"/></exception>
    public string DescribeUngranted(SigningRequest request) =>
        Answer.Text(vmstrust_order_write_ungranted(Handle, Foreign.NotNull(request, nameof(request)).Handle,
                                                   out BytesHandle text, out ErrorHandle error), text, error);

    /// <summary>A name that clients dial, or an address. The first is what people will call the certificate.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/> with what is wrong with it,
    /// <see cref="ErrorCode.Limit"/> beyond 100, <see cref="ErrorCode.Memory"/></exception>
    public void AddHost(string host) =>
        Answer.Check(vmstrust_order_add_host(Handle, Foreign.Utf8(host, nameof(host)), out ErrorHandle error), error);

    /// <summary>An address at which the authority's revocation list will be had. Without one the certificate names none,
    /// and clients look at none.</summary>
    /// <param name="url">http:// and a host; up to eight, ways to the same list.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Limit"/>,
    /// <see cref="ErrorCode.Memory"/></exception>
    public void AddCrlUrl(string url) =>
        Answer.Check(vmstrust_order_add_crl_url(Handle, Foreign.Utf8(url, nameof(url)), out ErrorHandle error), error);

    /// <summary>An address at which the authority's own certificate will be had (authority information access, RFC 5280
    /// 4.2.2.1).</summary>
    /// <param name="url">As for <see cref="AddCrlUrl"/>.</param>
    /// <exception cref="VmsTrustException">As <see cref="AddCrlUrl"/></exception>
    public void AddAiaUrl(string url) =>
        Answer.Check(vmstrust_order_add_aia_url(Handle, Foreign.Utf8(url, nameof(url)), out ErrorHandle error), error);

    /// <summary>How long it is to be valid, 1 to 825 days. It counts from its start, which is an hour ago, since clocks of
    /// a site differ; and it ends with the authority at the latest.</summary>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public void SetValidFor(TimeSpan life) =>
        Answer.Check(vmstrust_order_set_valid_for(Handle, Foreign.Seconds(life), out ErrorHandle error), error);

    /// <summary>Another key.</summary>
    /// <param name="keyType">As for <see cref="AuthorityPlan.SetKeyType"/>.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/></exception>
    public void SetKeyType(string keyType) =>
        Answer.Check(vmstrust_order_set_key_type(Handle, Foreign.Utf8(keyType, nameof(keyType)),
                                                 out ErrorHandle error), error);

    /// <summary>Whether it is issued also where a valid certificate for one of the names was handed out already.</summary>
    public void SetReplacing(bool isReplacing) => vmstrust_order_set_replacing(Handle, isReplacing);

    /// <summary>Frees it.</summary>
    public void Dispose() => Handle.Dispose();
}

/// <summary>A certificate of the ledger, as it was when it was asked for.</summary>
public sealed class LedgerEntry
{
    private LedgerEntry(EntriesHandle entries, nuint index)
    {
        using Hold hold = entries.Hold();
        Certificate = Certificate.Own(vmstrust_entries_get_cert(entries, index))!;
        State = Foreign.Text(vmstrust_entries_get_state(entries, index));
        RoleId = Foreign.Text(vmstrust_entries_get_role(entries, index));
        RevokedAt = Foreign.TimeOrNull(vmstrust_entries_get_revoked_at(entries, index));
        Reason = Foreign.Text(vmstrust_entries_get_reason(entries, index));
        InvalidSince = Foreign.TimeOrNull(vmstrust_entries_get_invalid_since(entries, index));
    }

    internal static IReadOnlyList<LedgerEntry> Take(ErrorCode code, EntriesHandle entries, ErrorHandle error)
    {
        using (entries) {
            Answer.Check(code, error);
            return Foreign.List(vmstrust_entries_get_count(entries), index => new LedgerEntry(entries, index));
        }
    }

    /// <summary>The certificate.</summary>
    public Certificate Certificate { get; }

    /// <summary>What became of it: "issued", "delivered" or "revoked".</summary>
    public string State { get; }

    /// <summary>The id of the role that it was issued for.</summary>
    public string RoleId { get; }

    /// <summary>When it was revoked; null if it was not.</summary>
    public DateTimeOffset? RevokedAt { get; }

    /// <summary>Why it was revoked, as RFC 5280 5.3.1 calls it; "" if it was not.</summary>
    public string Reason { get; }

    /// <summary>Since when its key was not its owner's alone; null if that is not known.</summary>
    public DateTimeOffset? InvalidSince { get; }
}

/// <summary>One generation of an authority.</summary>
public sealed class AuthorityGeneration
{
    internal AuthorityGeneration(CaHandle authority, nuint index)
    {
        using Hold hold = authority.Hold();
        Root = Certificate.Own(vmstrust_ca_get_root(authority, index))!;
        Cross = Certificate.Own(vmstrust_ca_get_cross(authority, index));
        BackCross = Certificate.Own(vmstrust_ca_get_back_cross(authority, index));
    }

    /// <summary>Its certificate, which clients are to trust.</summary>
    public Certificate Root { get; }

    /// <summary>Its key, certified by the generation before: for clients that trust only that one; null for the
    /// first.</summary>
    public Certificate? Cross { get; }

    /// <summary>The key of the generation before, certified by this one: for clients that trust only the new root, and meet a
    /// certificate of the old one; null for the first.</summary>
    public Certificate? BackCross { get; }
}

/// <summary>One point of <see cref="CertificateAuthority.Checkup"/>.</summary>
public sealed class CheckupPoint
{
    internal CheckupPoint(CheckupHandle checkup, nuint index)
    {
        using Hold hold = checkup.Hold();
        Id = Foreign.Text(vmstrust_checkup_get_id(checkup, index));
        Mark = Foreign.Text(vmstrust_checkup_get_mark(checkup, index));
        Text = Foreign.Text(vmstrust_checkup_get_text(checkup, index));
    }

    /// <summary>What it is about: "access", "files", "medium", "key", "ledger", "place", "time" or "backup", and more in
    /// later versions.</summary>
    public string Id { get; }

    /// <summary>How it is: "good", "warning", "bad" or "unknown".</summary>
    public string Mark { get; }

    /// <summary>One sentence, with what to do.</summary>
    public string Text { get; }
}
