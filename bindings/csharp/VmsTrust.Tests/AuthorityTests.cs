// Identities, requests, PFX files and the authority.
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace VmsTrust.Tests;

public sealed class AuthorityTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(true);

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private CertificateAuthority MakeAuthority(string name, Passphrase passphrase)
    {
        using var plan = new AuthorityPlan(PathOf(name), "Harbour CA");
        plan.SetKeyType("p256");
        plan.SetValidFor(TimeSpan.FromDays(1000));
        plan.SetActor("ada", "harbour");
        plan.AddPermitted("harbour.local");
        plan.Check();
        CertificateAuthority.Create(plan, passphrase);
        return CertificateAuthority.Open(PathOf(name), passphrase);
    }

    [Fact]
    public void ACertificateIsBornAndRevoked()
    {
        using var passphrase = new Passphrase("correct horse");
        using CertificateAuthority authority = MakeAuthority("ca", passphrase);
        authority.SetActor("ada", null);
        using var order = new CertificateOrder(Role.RecordingServer);
        order.AddHost("rec01.harbour.local");
        order.SetKeyType("p256");
        order.SetValidFor(TimeSpan.FromDays(100));
        order.AddCrlUrl("http://ca.harbour.local/crl");
        order.AddAiaUrl("http://ca.harbour.local/ca.crt");
        (DateTimeOffset notBefore, DateTimeOffset notAfter) = authority.CheckOrder(order);
        Assert.InRange(notAfter - notBefore, TimeSpan.FromDays(99.9), TimeSpan.FromDays(100.1));

        using ServerIdentity identity = authority.Issue(order);
        Certificate certificate = identity.Certificates[0];
        authority.SetDelivered(certificate);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", authority.WriteChain(certificate));
        using var store = new TrustStore();
        store.Add(authority.Certificate);
        using CertificateChain chain = CertificateChain.Parse(Encoding.ASCII.GetBytes(identity.ToChainPem()));
        store.Verify(chain, "rec01.harbour.local", Role.RecordingServer).Dispose();

        Assert.Throws<VmsTrustException>(() => authority.Issue(order));
        order.SetReplacing(true);
        using ServerIdentity second = authority.Issue(order);
        LedgerEntry entry = authority.Find(certificate.Thumbprint).Single();
        Assert.Equal(("delivered", "recording-server", ""), (entry.State, entry.RoleId, entry.Reason));
        Assert.Null(entry.RevokedAt);
        authority.CheckRevoke(certificate, "keyCompromise");
        DateTimeOffset since = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        authority.Revoke(certificate, "keyCompromise", since);
        entry = authority.List().Single(one => one.Certificate.Equals(certificate));
        Assert.Equal(("revoked", "keyCompromise", since), (entry.State, entry.Reason, entry.InvalidSince));
        Assert.NotNull(entry.RevokedAt);
        Assert.Single(authority.ListDue(DateTimeOffset.UtcNow.AddDays(200)));

        store.AddCrl(Encoding.ASCII.GetBytes(authority.WriteCrl(TimeSpan.FromDays(7))));
        Assert.False(store.TryVerify(chain, "rec01.harbour.local", Role.RecordingServer, out VerificationReport report));
        Assert.Equal(Finding.Revoked, report.Findings[0].Finding);
        Assert.Contains("ada", authority.WriteLog());
    }

    [Fact]
    public void ARequestIsSignedAndACertificateRenewed()
    {
        using var passphrase = new Passphrase("correct horse");
        using CertificateAuthority authority = MakeAuthority("ca", passphrase);
        using ServerIdentity key = ServerIdentity.Make("p256");
        using var draft = new SigningRequestDraft(Role.RecordingServer);
        draft.AddHost("REC05.harbour.local");
        using SigningRequest request = SigningRequest.Parse(Encoding.ASCII.GetBytes(draft.Sign(key)));
        using var order = new CertificateOrder(Role.RecordingServer);
        Assert.Contains("rec05.harbour.local", order.DescribeUngranted(request), StringComparison.OrdinalIgnoreCase);
        order.AddRequested(request);
        Assert.Equal((Role.RecordingServer, "rec05.harbour.local"), (order.Role, order.Hosts.Single()));
        authority.CheckRequest(order, request);
        using Certificate certificate = authority.Sign(order, request);
        authority.SetDelivered(certificate);

        using CertificateOrder renewal = CertificateOrder.ForRenewal(authority, certificate);
        Assert.Equal(order.Hosts, renewal.Hosts);
        Assert.Empty(authority.ListSuccessors(renewal));
        authority.CheckRenewal(renewal);
        using Certificate renewed = authority.Renew(renewal);
        Assert.NotEqual(certificate, renewed);
        Assert.Equal(certificate.DnsNames, renewed.DnsNames);
        Assert.Throws<VmsTrustException>(() => authority.CheckRenewal(order));
    }

    [Fact]
    public void AnAuthorityIsRolledOver()
    {
        using var passphrase = new Passphrase("correct horse");
        using CertificateAuthority authority = MakeAuthority("ca", passphrase);
        AuthorityGeneration first = authority.Generations.Single();
        Assert.Equal(authority.Certificate, first.Root);
        Assert.Null(first.Cross);
        Assert.Null(first.BackCross);
        authority.CheckCrl(Encoding.ASCII.GetBytes(authority.WriteCrl(TimeSpan.FromDays(7))));
        using AuthorityPlan plan = AuthorityPlan.ForNextGeneration(authority);
        authority.CheckRollover(plan);
        authority.RollOver(plan, passphrase);
        Assert.Equal(2, authority.Generations.Count);
        Assert.NotNull(authority.Generations[0].Cross);
        Assert.NotNull(authority.Generations[0].BackCross);
        Assert.Equal(first.Root, authority.Generations[1].Root);
    }

    [Fact]
    public void AnAuthorityAsksACompanys()
    {
        using var passphrase = new Passphrase("correct horse");
        using var plan = new AuthorityPlan(PathOf("below"), "Harbour CA");
        plan.SetKeyType("p256");
        plan.SetSubordinate(true);
        CertificateAuthority.Create(plan, passphrase);
        using SigningRequest request = SigningRequest.Parse(File.ReadAllBytes(PathOf("below/ca.csr")));
        Assert.StartsWith("CN=Harbour CA", request.Subject);
        Assert.Throws<VmsTrustException>(() => CertificateAuthority.Open(PathOf("below"), passphrase));
        CertificateAuthority.CheckPassphrase(passphrase);
        using var small = new Passphrase("short");
        Assert.Equal(ErrorCode.Passphrase, Assert.Throws<VmsTrustException>(
            () => CertificateAuthority.CheckPassphrase(small)).Code);
        using CertificateChain another = Site.ChainOf(Site.Authority); // of another key
        Assert.Equal(ErrorCode.Argument, Assert.Throws<VmsTrustException>(
            () => CertificateAuthority.CompareAnswer(plan, another)).Code);
        Assert.Equal(ErrorCode.Argument, Assert.Throws<VmsTrustException>(
            () => CertificateAuthority.CheckAnswer(plan, another, passphrase)).Code);
        Assert.Equal(ErrorCode.Argument, Assert.Throws<VmsTrustException>(
            () => CertificateAuthority.Complete(plan, another, passphrase)).Code);
    }

    [Fact]
    public void AnAuthorityIsTakenOver()
    {
        using var passphrase = new Passphrase("correct horse");
        using ServerIdentity old = ServerIdentity.Parse(
            Site.Authority.Export(X509ContentType.Pkcs12, "correct horse"), passphrase);
        using var plan = new AuthorityPlan(PathOf("adopted"), "Harbour CA");
        try {
            CertificateAuthority.CheckAdoption(plan, old).Dispose();
        } catch (UntrustedException refusal) {
            Assert.NotNull(refusal.Report); // it may be adopted nevertheless
        }
        CertificateAuthority.Adopt(plan, old, passphrase);
        using CertificateAuthority authority = CertificateAuthority.Open(PathOf("adopted"), passphrase);
        Assert.Equal(Site.Authority.RawData, authority.Certificate.GetDer());
        using var server = Certificate.FromX509(Site.MakeServer("rec01.harbour.local"));
        Assert.True(authority.CheckRecord(server));
        Assert.True(authority.Record(server, Role.RecordingServer));
        Assert.False(authority.Record(server, Role.RecordingServer));
        using var stranger = Certificate.FromX509(Site.MakeServer("rec01.harbour.local", Site.OtherAuthority));
        Assert.Equal(ErrorCode.Argument,
                     Assert.Throws<VmsTrustException>(() => authority.CheckRecord(stranger)).Code);
    }

    [Fact]
    public void AnAuthorityIsKeptAndMoved()
    {
        using var passphrase = new Passphrase("correct horse");
        using var next = new Passphrase("battery staple");
        using CertificateAuthority authority = MakeAuthority("ca", passphrase);
        authority.CheckSetPassphrase(next);
        authority.SetPassphrase(next);
        authority.CheckBackup(PathOf("ca.backup"));
        authority.Backup(PathOf("ca.backup"));
        Assert.Equal(ErrorCode.File, Assert.Throws<VmsTrustException>(
            () => authority.Backup(PathOf("ca.backup"))).Code);
        Assert.Contains(CertificateAuthority.Checkup(PathOf("ca"), next), one => one.Id == "key" && one.Mark == "good");
        Assert.All(CertificateAuthority.Checkup(PathOf("none")), one => Assert.NotEqual("", one.Text));

        authority.Move(PathOf("ca.backup"), true, "the new computer");
        using var backup = new AuthorityBackup(PathOf("ca.backup"));
        Assert.Equal("the new computer", backup.MovingTo);
        Assert.Equal(PathOf("ca"), backup.Place);
        Assert.NotNull(backup.Computer);
        Assert.InRange(backup.MadeAt, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        backup.SetActor("ada", "harbour");
        backup.Check(PathOf("restored"));
        backup.TryPassphrase(next);
        backup.Restore(PathOf("restored"), next);
        using CertificateAuthority restored = CertificateAuthority.Open(PathOf("restored"), next);
        Assert.Equal(authority.Certificate, restored.Certificate);
        using var order = new CertificateOrder(Role.RecordingServer);
        order.AddHost("rec01.harbour.local");
        Assert.Throws<VmsTrustException>(() => authority.Issue(order)); // it went elsewhere
    }

    [Fact]
    public void WithoutThePassphraseItIsRead()
    {
        using var passphrase = new Passphrase(Encoding.UTF8.GetBytes("correct horse"));
        MakeAuthority("ca", passphrase).Dispose();
        using CertificateAuthority reader = CertificateAuthority.Open(PathOf("ca"));
        Assert.Empty(reader.List());
        using var order = new CertificateOrder(Role.RecordingServer);
        order.AddHost("rec01.harbour.local");
        Assert.Equal(ErrorCode.Passphrase, Assert.Throws<VmsTrustException>(() => reader.Issue(order)).Code);
        using var wrong = new Passphrase("another horse");
        Assert.Equal(ErrorCode.Passphrase, Assert.Throws<VmsTrustException>(
            () => CertificateAuthority.Open(PathOf("ca"), wrong)).Code);
        passphrase.Dispose();
        Assert.Throws<ObjectDisposedException>(() => CertificateAuthority.Open(PathOf("ca"), passphrase));
    }

    [Fact]
    public void AnIdentityGoesThroughEveryForm()
    {
        X509Certificate2 server = Site.MakeServer("rec01.harbour.local");
        File.WriteAllText(PathOf("pass"), "correct horse\r\n");
        using Passphrase passphrase = Passphrase.Load(PathOf("pass"));
        byte[] pfx = server.Export(X509ContentType.Pkcs12, "correct horse");
        using ServerIdentity identity = ServerIdentity.Parse(pfx, passphrase);
        Assert.True(identity.KeyMatches);
        Assert.False(identity.KeyIsInToken);
        identity.Prove();
        Assert.Equal(server.RawData, identity.Certificates[0].GetDer());
        Assert.Equal(ErrorCode.Passphrase,
                     Assert.Throws<VmsTrustException>(() => ServerIdentity.Parse(pfx)).Code);

        byte[] ours = identity.ToPfx(Target.Dotnet, passphrase);
        Assert.True(X509CertificateLoader.LoadPkcs12(ours, "correct horse").HasPrivateKey);
        Assert.NotEqual("", Pfx.Describe(ours));
        Assert.Contains("vmstrust-pfx-1", Pfx.DescribeAsJson(ours));
        Assert.Equal("", Pfx.CheckTarget(ours, Target.Windows));
        Assert.NotEqual("", Pfx.CheckTarget(ours, Target.Windows2016));
        Assert.NotEmpty(identity.ToPkcs7());

        File.WriteAllText(PathOf("cert.pem"), identity.ToChainPem());
        File.WriteAllBytes(PathOf("key.pem"), identity.ToKeyPem(passphrase));
        using ServerIdentity loaded = ServerIdentity.Load(PathOf("cert.pem"), PathOf("key.pem"), passphrase);
        Assert.True(loaded.KeyMatches);
        Assert.Contains("BEGIN PRIVATE KEY", Encoding.ASCII.GetString(loaded.ToKeyPem(null)));
    }

    [Fact]
    public void ADeploymentIsCheckedWhereItLies()
    {
        X509Certificate2 server = Site.MakeServer("rec01.harbour.local");
        using var passphrase = new Passphrase("correct horse");
        File.WriteAllBytes(PathOf("server.pfx"), server.Export(X509ContentType.Pkcs12, "correct horse"));
        if (!OperatingSystem.IsWindows()) {
            File.SetUnixFileMode(PathOf("server.pfx"), UnixFileMode.UserRead);
        }
        using var deployment = new Deployment(PathOf("server.pfx"));
        deployment.SetPassphrase(passphrase);
        deployment.SetAccount(null);
        deployment.SetComputer("rec01.harbour.local");
        deployment.SetTarget(Target.None);
        using TrustStore store = Site.Store();
        using var policy = new VerificationPolicy(Role.RecordingServer);
        using (VerificationReport report = deployment.Check(store, "rec01.harbour.local", policy)) {
            Assert.Equal("not-asked", report.KeyAccess.GetId());
            Assert.NotEqual("", report.KeyText);
        }
        Assert.Equal(KeyAccess.NotAsked, deployment.CheckAccess(out string sentence));
        Assert.NotNull(sentence);
        deployment.SetTime(DateTimeOffset.UtcNow.AddYears(10));
        Assert.Throws<UntrustedException>(() => deployment.Check(store, "rec01.harbour.local", policy));
        deployment.SetPassphrase(null);
        Assert.Equal(ErrorCode.Passphrase, Assert.Throws<VmsTrustException>(
            () => deployment.Check(store, "rec01.harbour.local", policy)).Code);
    }

    [Fact]
    public void ARequestIsWrittenAndRead()
    {
        using ServerIdentity identity = ServerIdentity.Make("p256");
        Assert.Empty(identity.Certificates);
        using var draft = new SigningRequestDraft(Role.RecordingServer);
        draft.AddSubject("CN", "Kamera Süd");
        draft.AddHost("rec01.harbour.local");
        draft.AddHost("10.0.0.5");
        using SigningRequest request = SigningRequest.Parse(Encoding.ASCII.GetBytes(draft.Sign(identity)));
        Assert.Equal("CN=Kamera Süd", request.Subject);
        Assert.Equal(["rec01.harbour.local"], request.DnsNames);
        Assert.Equal("10.0.0.5", request.IPAddresses.Single().ToString());
        Assert.Equal(ErrorCode.Malformed,
                     Assert.Throws<VmsTrustException>(() => SigningRequest.Parse([1, 2, 3])).Code);
    }
}
