// Store, policy, verdict, report and the interop with .NET's certificates.
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace VmsTrust.Tests;

public class StoreTests
{
    private const string Host = "rec01.harbour.local";

    [Fact]
    public void ATrustedChainHasAReport()
    {
        using TrustStore store = Site.Store();
        using CertificateChain chain = Site.ChainOf(Site.MakeServer(Host));
        using VerificationReport report = store.Verify(chain, Host, Role.RecordingServer);

        Assert.True(report.IsTrusted);
        Assert.Equal(Host, report.Host);
        Assert.Equal(HostMatch.SanDns, report.Matched);
        Assert.Equal("san-dns", report.Matched.GetId());
        Assert.Equal(Role.RecordingServer, report.Role);
        Assert.Equal("vms@1", report.Rules);
        Assert.Equal(store.Generation, report.Generation);
        Assert.Equal(2, report.Path.Count);
        Assert.Equal(Site.Authority.RawData, report.Path[1].GetDer());
        Assert.InRange(report.JudgedAt, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(10));
        Assert.StartsWith("TRUSTED", report.ToText());
        Assert.Contains("\"verdict\": \"trusted\"", report.ToJson());
        Assert.True(report.ToAscii().All(char.IsAscii));
        Assert.Empty(report.Policies);
        Assert.Equal(RevocationState.NotAvailable, report.Revocation);
    }

    [Fact]
    public void ARefusalCarriesItsReport()
    {
        using TrustStore store = Site.Store(Site.OtherAuthority);
        using CertificateChain chain = Site.ChainOf(Site.MakeServer(Host));
        var refusal = Assert.Throws<UntrustedException>(() => store.Verify(chain, Host, Role.RecordingServer));

        Assert.Equal(ErrorCode.Untrusted, refusal.Code);
        using VerificationReport report = refusal.Report!;
        Assert.False(report.IsTrusted);
        ReportedFinding worst = report.Findings[0];
        Assert.Equal(Finding.RootNotInstalled, worst.Finding);
        Assert.Equal(Severity.Error, worst.Severity);
        Assert.Equal(0, worst.Depth);
        Assert.Contains(worst.Text, refusal.Message);
        Assert.NotEqual("", worst.Fix);
        Assert.NotEqual("", worst.Title);
        Assert.NotEqual("", worst.Source);
        Assert.StartsWith("error root-not-installed: ", worst.ToString());
        report.Dispose();
        Assert.Equal(Site.Authority.Subject, worst.Certificate!.Issuer); // what it handed out stays
    }

    [Fact]
    public void TryVerifyAnswersBothWays()
    {
        using TrustStore store = Site.Store();
        using CertificateChain chain = Site.ChainOf(Site.MakeServer(Host));
        Assert.True(store.TryVerify(chain, Host, Role.RecordingServer, out VerificationReport report));
        report.Dispose();
        Assert.False(store.TryVerify(chain, "rec02.harbour.local", Role.RecordingServer, out report));
        Assert.Equal([Finding.HostNameNotInCertificate],
                     report.Findings.Where(one => one.Severity == Severity.Error).Select(one => one.Finding));
        report.Dispose();
    }

    [Fact]
    public void WhatIsNoQuestionHasNoAnswer()
    {
        using TrustStore store = Site.Store();
        using CertificateChain chain = Site.ChainOf(Site.MakeServer(Host));
        foreach (string? host in new[] { null, "", "two words" }) {
            Assert.Equal(ErrorCode.Argument, Assert.Throws<VmsTrustException>(
                () => store.TryVerify(chain, host, Role.RecordingServer, out _)).Code);
        }
        Assert.Throws<ArgumentException>(() => store.Verify(chain, Host + "\0.evil", Role.RecordingServer));
        using var empty = new CertificateChain();
        Assert.Throws<VmsTrustException>(() => store.Verify(empty, Host, Role.RecordingServer));
    }

    [Fact]
    public void TheShortestUse()
    {
        using TrustStore store = Site.Store();
        X509Certificate2 server = Site.MakeServer(Host);
        store.EnsureTrusted(Site.Pem(server), Role.RecordingServer, Host);
        using CertificateChain chain = Site.ChainOf(server);
        store.EnsureTrusted(chain, Role.RecordingServer, Host);
        var refusal = Assert.Throws<UntrustedException>(
            () => store.EnsureTrusted(chain, Role.RecordingServer, "rec02.harbour.local"));
        Assert.Null(refusal.Report);
        Assert.Contains("rec02.harbour.local", refusal.Message);
        Assert.Throws<UntrustedException>(
            () => store.EnsureTrusted(Site.Pem(server), Role.RecordingServer, "rec02.harbour.local"));
    }

    [Fact]
    public void AStoreIsChangedWhileItIsUsed()
    {
        X509Certificate2 server = Site.MakeServer(Host);
        using var own = Certificate.FromX509(server);
        using var root = Certificate.FromX509(Site.Authority);
        using CertificateChain chain = Site.ChainOf(server);
        using var store = new TrustStore();
        bool IsTrusted() => store.TryVerify(chain, Host, Role.RecordingServer, out _);

        ulong generation = store.Generation;
        store.AddPem(Site.Pem(Site.Authority));
        Assert.True(store.Generation > generation);
        Assert.Equal(1, store.Count);
        Assert.True(IsTrusted());
        store.Remove(root);
        Assert.False(IsTrusted());
        store.Add(root, Role.ManagementServer);
        Assert.False(IsTrusted());
        store.Add(root, Role.RecordingServer);
        Assert.True(IsTrusted());
        using var other = Certificate.FromX509(Site.MakeServer(Host));
        store.Pin(Host, other, DateTimeOffset.UtcNow.AddYears(1));
        Assert.False(IsTrusted());
        store.RemovePins(Host);
        Assert.True(IsTrusted());
        Assert.Equal(ErrorCode.NotFound, Assert.Throws<VmsTrustException>(() => store.RemovePins(Host)).Code);
        store.DistrustKey(own);
        Assert.False(IsTrusted());
    }

    [Fact]
    public void DistrustBeatsEverything()
    {
        X509Certificate2 server = Site.MakeServer(Host);
        using TrustStore store = TrustStore.FromX509([Site.Authority], [], [server]);
        using CertificateChain chain = Site.ChainOf(server);
        Assert.False(store.TryVerify(chain, Host, Role.RecordingServer, out VerificationReport report));
        Assert.Equal(Finding.Distrusted, report.Findings[0].Finding);
    }

    [Fact]
    public void IntermediatesAreSentOrKept()
    {
        X509Certificate2 middle = Site.MakeAuthority("Harbour Issuing CA", Site.Authority);
        X509Certificate2 server = Site.MakeServer(Host, middle);
        using CertificateChain bare = Site.ChainOf(server);
        using CertificateChain whole = Site.ChainOf(server, middle);
        using TrustStore store = Site.Store();

        Assert.False(store.TryVerify(bare, Host, Role.RecordingServer, out VerificationReport report));
        Assert.Equal(NearMissKind.MissingIntermediate, report.NearMisses[0].Kind);
        Assert.Equal("missing-intermediate", report.NearMisses[0].Kind.GetId());
        Assert.NotEqual("", report.NearMisses[0].Text);
        Assert.NotNull(report.NearMisses[0].Certificate);
        Assert.True(store.TryVerify(whole, Host, Role.RecordingServer, out _));
        using var kept = Certificate.FromX509(middle);
        store.AddIntermediate(kept);
        Assert.True(store.TryVerify(bare, Host, Role.RecordingServer, out _));
    }

    [Fact]
    public void FilesAndFolders()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try {
            string path = Path.Combine(folder.FullName, "wurzel-ä.pem");
            File.WriteAllBytes(path, Site.Pem(Site.Authority));
            using TrustStore store = TrustStore.Load(path);
            Assert.Equal(1, store.Count);
            store.AddPath(folder.FullName);
            Assert.Equal(1, store.Count);
            var failure = Assert.Throws<VmsTrustException>(() => TrustStore.Load(path + ".none"));
            Assert.Equal(ErrorCode.File, failure.Code);
            Assert.Contains("wurzel-ä.pem.none", failure.Message);
            using CertificateChain chain = CertificateChain.Load(path);
            Assert.Equal(Site.Authority.RawData, chain.Certificates.Single().GetDer());
            File.WriteAllText(path, "no certificate");
            failure = Assert.Throws<VmsTrustException>(() => CertificateChain.Load(path));
            Assert.Equal(ErrorCode.Malformed, failure.Code);
        } finally {
            folder.Delete(true);
        }
    }

    [Fact]
    public void AStoreIsKeptOnDisk()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try {
            string path = Path.Combine(folder.FullName, "store"), beneath = Path.Combine(folder.FullName, "beneath");
            TrustStore.Create(path);
            TrustStore.Create(beneath);
            using var root = Certificate.FromX509(Site.Authority);
            using (TrustStore store = TrustStore.Open(path)) {
                store.SetActor("ada", "harbour");
                store.Add(root, Role.RecordingServer);
                store.Save("the site's own");
                store.AddFolder(beneath);
            }
            using TrustStore again = TrustStore.Open(path);
            Assert.Equal(1, again.Count);
            using StoreInventory inventory = StoreInventory.Read(path);
            StoreEntry entry = inventory.Entries.Single();
            Assert.Equal(("limited", Role.RecordingServer, "ada", "the site's own", ""),
                         (entry.Kind, entry.Role, entry.Actor.Split('@', ' ')[0], entry.Reason, entry.Host));
            Assert.Equal(root, entry.Certificate);
            Assert.NotNull(entry.AddedAt);
            Assert.Null(entry.Expires);
            Assert.Empty(inventory.Problems);
            inventory.Check(DateTimeOffset.UtcNow.AddYears(20), TimeSpan.FromDays(60));
            Assert.Contains(inventory.Problems, one => one.Id == "root-expired" && one.File == entry.File
                                                       && one.Text != "" && one.Severity == Severity.Error);
            File.Delete(Path.Combine(path, entry.File));
            again.Refresh();
            Assert.Equal(0, again.Count);
        } finally {
            folder.Delete(true);
        }
    }

    [Fact]
    public void ACrlRevokes()
    {
        X509Certificate2 server = Site.MakeServer(Host);
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry(server, DateTimeOffset.UtcNow.AddDays(-1), X509RevocationReason.KeyCompromise);
        byte[] crl = builder.Build(Site.Authority, 7, DateTimeOffset.UtcNow.AddDays(5), HashAlgorithmName.SHA256,
                                   RSASignaturePadding.Pkcs1);
        using TrustStore store = Site.Store();
        using CertificateChain chain = Site.ChainOf(server);
        store.AddCrl(crl);
        Assert.Equal(0, store.RemoveSupersededCrls());
        Assert.False(store.TryVerify(chain, Host, Role.RecordingServer, out VerificationReport report));
        Assert.Equal(Finding.Revoked, report.Findings[0].Finding);
        Assert.Equal(RevocationState.Revoked, report.Revocation);

        using TrustStore fresh = Site.Store();
        chain.AddCrl(crl);
        chain.SetOcspResponse([1, 2, 3]);
        Assert.False(fresh.TryVerify(chain, Host, Role.RecordingServer, out _));
        using var off = new VerificationPolicy(Role.RecordingServer).SetRevocation(RevocationMode.Off);
        Assert.True(fresh.TryVerify(chain, Host, off, out _));
    }

    [Fact]
    public void TheTimeIsAnInput()
    {
        using TrustStore store = Site.Store();
        using CertificateChain chain = Site.ChainOf(Site.MakeServer(Host));
        chain.SetTime(DateTimeOffset.UtcNow.AddYears(5));
        Assert.False(store.TryVerify(chain, Host, Role.RecordingServer, out VerificationReport report));
        Assert.Equal(Finding.Expired, report.Findings[0].Finding);
        using var skips = new VerificationPolicy(Role.RecordingServer).InsecureSkipTime();
        Assert.True(store.TryVerify(chain, Host, skips, out _));
        using var early = new VerificationPolicy(Role.RecordingServer).SetEarliestTime(
            DateTimeOffset.UtcNow.AddYears(6));
        Assert.False(store.TryVerify(chain, Host, early, out report));
        Assert.Contains(report.Findings, one => one.Finding == Finding.ClockWrong);
    }

    [Fact]
    public void WhatAPeerSendsIsAVerdict()
    {
        using TrustStore store = Site.Store();
        using var chain = new CertificateChain();
        chain.AddDer([0x30, 0x03, 1, 2, 3]);
        Assert.False(store.TryVerify(chain, Host, Role.RecordingServer, out VerificationReport report));
        Assert.Equal(Finding.Malformed, report.Findings[0].Finding);
        Assert.True(report.Path[0].IsMalformed);
        var failure = Assert.Throws<VmsTrustException>(() => Certificate.Parse([0x30, 0x03, 1, 2, 3]));
        Assert.Equal(ErrorCode.Malformed, failure.Code);
        Assert.True(failure.Offset >= 0);
    }

    [Fact]
    public void ACertificateReadsAsDotNetReadsIt()
    {
        X509Certificate2 server = Site.MakeServer("10.0.0.5");
        using var certificate = Certificate.FromX509(server);
        Assert.Equal(server.RawData, certificate.GetDer());
        Assert.Equal(server.Thumbprint, certificate.Thumbprint);
        Assert.Equal(SHA256.HashData(server.RawData), certificate.GetSha256());
        Assert.Equal(server.Subject, certificate.Subject);
        Assert.Equal(server.Issuer, certificate.Issuer);
        Assert.Equal(server.NotAfter.ToUniversalTime(), certificate.NotAfter.UtcDateTime);
        Assert.Equal(server.NotBefore.ToUniversalTime(), certificate.NotBefore.UtcDateTime);
        Assert.Equal(server.SerialNumberBytes.ToArray(), certificate.GetSerialNumber());
        Assert.Equal("10.0.0.5", certificate.IPAddresses.Single().ToString());
        Assert.Empty(certificate.DnsNames);
        Assert.False(certificate.IsAuthority);
        using var root = Certificate.FromX509(Site.Authority);
        Assert.True(root.IsAuthority);
        Assert.NotEqual(root, certificate);
        using var again = Certificate.FromX509(certificate.ToX509Certificate2());
        Assert.Equal(certificate, again);
        Assert.Equal(certificate.GetHashCode(), again.GetHashCode());
        Assert.Contains("10.0.0.5", certificate.ToText());
        Assert.Contains("vmstrust-cert-1", certificate.ToJson());
        using CertificateChain chain = CertificateChain.Parse(Encoding.ASCII.GetBytes(certificate.ToPem()));
        Assert.Equal(certificate, chain.Certificates.Single());
        using var named = Certificate.FromX509(Site.MakeServer(Host));
        Assert.Equal([Host], named.DnsNames);
    }

    [Fact]
    public void WhatTakesThePlaceOfAnotherIsCompared()
    {
        using var root = Certificate.FromX509(Site.Authority);
        using var before = Certificate.FromX509(Site.MakeServer(Host));
        using var after = Certificate.FromX509(Site.MakeServer("rec02.harbour.local"));
        Assert.Contains("key", after.DescribeDifference(before));
        Assert.Null(root.PathLength);
        Assert.False(root.IsLimitedToNames);
    }

    [Fact]
    public void FilesAreWrittenTogether()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try {
            string key = Path.Combine(folder.FullName, "server.key"), pem = Path.Combine(folder.FullName, "server.pem");
            using var files = new FileSet(mayReplace: false);
            files.Add(key, [1], isPrivate: true);
            files.Add(pem, [2, 3], isPrivate: false);
            files.Write();
            Assert.Equal([1], File.ReadAllBytes(key));
            Assert.Equal([2, 3], File.ReadAllBytes(pem));
            if (!OperatingSystem.IsWindows()) {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            }
            Assert.Equal(ErrorCode.File, Assert.Throws<VmsTrustException>(files.Write).Code);
        } finally {
            folder.Delete(true);
        }
    }

    [Fact]
    public void APolicyIsMadeOnce()
    {
        using var policy = new VerificationPolicy(Role.RecordingServer);
        Assert.Same(policy, policy.SetClient(Client.SecureDisplayStation).SetRules("vms@1").SetDueWithin(10)
            .SetMaxPathLength(0).SetPurpose("1.3.6.1.5.5.7.3.1").AddInitialPolicy("1.2.3").InhibitAnyPolicy()
            .InhibitPolicyMapping().SetAnchorFields(AnchorFields.Validity | AnchorFields.PathLength)
            .SetSeverity(Finding.NotRsa, Severity.Off));
        Assert.Equal(ErrorCode.Locked, Assert.Throws<VmsTrustException>(
            () => policy.SetSeverity(Finding.Expired, Severity.Off)).Code);
        policy.InsecureSetSeverity(Finding.Expired, Severity.Warning).InsecureAllowWeak().InsecureSkipName()
            .InsecureIgnoreAnchorFields(AnchorFields.Purpose).InsecureIgnoreCrlExpiry().InsecureSkipIssuerRevocation();
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.SetDueWithin(-1));
        Assert.Throws<VmsTrustException>(() => policy.SetRules("none"));

        Assert.Equal((Role.RecordingServer, Client.SecureDisplayStation), (policy.Role, policy.Client));
        Assert.Equal(Severity.Off, policy.GetSeverity(Finding.NotRsa));

        using TrustStore store = Site.Store();
        using CertificateChain chain = Site.ChainOf(Site.MakeServer(Host));
        using VerificationPolicy shared = policy.Share();
        policy.Dispose();
        Assert.True(store.TryVerify(chain, null, shared, out _));
        shared.AddRequiredName("rec01").RequireExplicitPolicy();
        Assert.False(store.TryVerify(chain, null, shared, out VerificationReport report));
        Assert.Contains(report.Findings, one => one.Finding == Finding.RequiredNameNotInCertificate);
        Assert.Contains(report.Findings, one => one.Finding == Finding.PolicyNotAcceptable);
    }

    [Fact]
    public void AShadowHasNoSay()
    {
        using var strict = new VerificationPolicy(Role.RecordingServer).AddRequiredName("rec01");
        using var policy = new VerificationPolicy(Role.RecordingServer).AddShadow(strict);
        using TrustStore store = Site.Store();
        using CertificateChain chain = Site.ChainOf(Site.MakeServer(Host));
        Assert.True(store.TryVerify(chain, Host, policy, out VerificationReport report));
        Assert.Contains("rec01", report.ShadowText);
        VerificationReport shadow = report.GetShadow()!;
        report.Dispose();
        Assert.False(shadow.IsTrusted); // the shadow keeps what lends it
        Assert.Equal(Finding.RequiredNameNotInCertificate, shadow.Findings[0].Finding);
        Assert.Null(shadow.GetShadow());
        shadow.Dispose();
        Assert.Throws<ObjectDisposedException>(() => shadow.IsTrusted);
    }

    [Fact]
    public void AStoreHasSeveralOwners()
    {
        TrustStore store = Site.Store();
        using TrustStore shared = store.Share();
        store.Dispose();
        Assert.Equal(1, shared.Count);
        Assert.Throws<ObjectDisposedException>(() => store.Count);
        Assert.Throws<ObjectDisposedException>(store.Share);
    }

    [Fact]
    public void WhoWillRefuse()
    {
        using CertificateChain chain = Site.ChainOf(
            Site.MakeServer(Host, until: DateTimeOffset.UtcNow.AddDays(2000)), Site.Authority);
        Refusals refusals = chain.FindRefusals(Target.Ios);
        Assert.False(refusals.IsAccepted);
        Refusal reason = refusals.Reasons[0];
        Assert.Equal((Finding.ValidTooLongForPhones, Severity.Error, 0),
                     (reason.Finding, reason.Severity, reason.Depth));
        Assert.NotNull(reason.Certificate);
        Assert.False(reason.IsMeasured);
        Assert.NotNull(reason.Message);
        Assert.True(chain.FindRefusals(Target.Openssl).IsAccepted);
        Assert.Throws<VmsTrustException>(() => chain.FindRefusals((Target)999));
    }

    [Fact]
    public void AnUploadIsToldApart()
    {
        Upload root = Upload.Classify(Site.Pem(Site.Authority), Role.RecordingServer);
        Assert.Equal("root", root.Content.GetId());
        Assert.Equal(Site.Authority.RawData, root.Certificate!.GetDer());
        Assert.NotEqual("", root.Sentence);
        Upload none = Upload.Classify([1, 2, 3], Role.Any);
        Assert.Equal(Content.NoCertificate, none.Content);
        Assert.Null(none.Certificate);
    }

    [Fact]
    public void OnlyWindowsHasTheStoresOfWindows()
    {
        if (OperatingSystem.IsWindows()) {
            using TrustStore store = TrustStore.OpenWindows(StoreLocation.CurrentUser);
            Assert.True(store.Count > 0);
        } else {
            Assert.Throws<PlatformNotSupportedException>(() => TrustStore.OpenWindows(StoreLocation.CurrentUser));
        }
    }

    [Fact]
    public void TheSystemsRootsAreRead()
    {
        using var store = new TrustStore();
        try {
            store.AddSystemRoots();
            Assert.True(store.Count > 0);
        } catch (VmsTrustException failure) {
            Assert.Equal(ErrorCode.NotFound, failure.Code); // a system without a bundle
        }
    }

    [Fact]
    public void TheLibraryHasAVersion()
    {
        Assert.True(VmsTrustLibrary.Version >= VmsTrustLibrary.Needed);
        Assert.Equal(VmsTrustLibrary.Version.ToString(), VmsTrustLibrary.VersionText);
        Assert.Contains("GnuTLS", VmsTrustLibrary.DescribeLibraries());
    }
}
