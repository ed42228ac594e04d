// The binding itself under arguments that nobody means: every public member is called with nothing, with what
// was disposed, with numbers and texts out of range. Whatever comes of it is an exception, never a crash and
// never one that tells of a slip in the binding.
using System.Net.Security;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Xunit;

namespace VmsTrust.Tests;

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;

[Collection(nameof(Alone))]
public sealed class FuzzTests : IDisposable
{
    private const int Seed = 20261122;
    private const int Tries = 20;

    /// <summary>What makes keys, or spends time on purpose against those who guess passphrases.</summary>
    private static readonly HashSet<string> Costly = ["Create", "Issue", "Make", "ToKeyPem", "ToPfx", "Open", "Revoke", "WriteCrl",
                                                      "Backup", "Move", "Restore", "SetPassphrase", "Sign", "Renew",
                                                      "Adopt", "CheckAdoption", "Record", "Run",
                                                      "RollOver"];

    /// <summary>Sets something for the whole process; waits for clients.</summary>
    private static readonly HashSet<string> LeftOut = ["VmsTrustValidation.AnswerForWholeProcess", "ClientTrial.Run"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();
    private readonly string before = Environment.CurrentDirectory;
    private readonly Random random = new(Seed);
    private readonly Dictionary<Type, Func<object>> makers = [];
    private readonly Dictionary<Type, object> alive = [];
    private readonly Dictionary<Type, object> disposed = [];

    public FuzzTests()
    {
        Environment.CurrentDirectory = folder.FullName; // what a fuzzed path makes is made here
        X509Certificate2 server = Site.MakeServer("rec01.harbour.local");
        byte[] pfx = server.Export(X509ContentType.Pkcs12, "correct horse");
        makers[typeof(Passphrase)] = () => new Passphrase("correct horse");
        makers[typeof(TrustStore)] = () => Site.Store();
        makers[typeof(VerificationPolicy)] = () => new VerificationPolicy(Role.RecordingServer);
        makers[typeof(CertificateChain)] = () => Site.ChainOf(server);
        makers[typeof(Certificate)] = () => Certificate.FromX509(server);
        makers[typeof(VerificationReport)] = () => {
            Site.Store().TryVerify(Site.ChainOf(server), "x.local", Role.RecordingServer, out VerificationReport report);
            return report;
        };
        makers[typeof(ServerIdentity)] = () => ServerIdentity.Parse(pfx, new Passphrase("correct horse"));
        makers[typeof(FileSet)] = () => new FileSet(true);
        makers[typeof(ClientTrial)] = () => new ClientTrial();
        makers[typeof(LongTask)] = () => new LongTask();
        makers[typeof(ServerProbe)] = () => {
            var probe = new ServerProbe();
            probe.SetTimeout(TimeSpan.FromMilliseconds(20));
            return probe;
        };
        makers[typeof(StoreInventory)] = () => {
            string path = Path.Combine(folder.FullName, Guid.NewGuid().ToString());
            TrustStore.Create(path);
            return StoreInventory.Read(path);
        };
        makers[typeof(Deployment)] = () => new Deployment("/dev/null");
        makers[typeof(SigningRequestDraft)] = () => new SigningRequestDraft(Role.RecordingServer);
        makers[typeof(SigningRequest)] = () => {
            var draft = new SigningRequestDraft(Role.RecordingServer);
            draft.AddHost("a.local");
            return SigningRequest.Parse(Encoding.ASCII.GetBytes(draft.Sign(ServerIdentity.Make("p256"))));
        };
        makers[typeof(AuthorityPlan)] = () => {
            var plan = new AuthorityPlan(Path.Combine(folder.FullName, Guid.NewGuid().ToString()), "Fuzz CA");
            plan.SetKeyType("p256");
            return plan;
        };
        makers[typeof(CertificateAuthority)] = () => {
            string path = Path.Combine(folder.FullName, Guid.NewGuid().ToString());
            var plan = new AuthorityPlan(path, "Fuzz CA");
            plan.SetKeyType("p256");
            CertificateAuthority.Create(plan, new Passphrase("correct horse"));
            return CertificateAuthority.Open(path, new Passphrase("correct horse"));
        };
        makers[typeof(AuthorityBackup)] = () => {
            string path = Path.Combine(folder.FullName, Guid.NewGuid().ToString());
            ((CertificateAuthority)alive[typeof(CertificateAuthority)]).Backup(path);
            return new AuthorityBackup(path);
        };
        makers[typeof(CertificateOrder)] = () => {
            var order = new CertificateOrder(Role.RecordingServer);
            order.SetKeyType("p256");
            return order;
        };
        foreach ((Type type, Func<object> make) in makers) {
            alive[type] = make();
            disposed[type] = make();
            ((IDisposable)disposed[type]).Dispose();
        }
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Delete(true);
    }

    [Fact]
    public void EveryMemberSurvivesEveryArgument()
    {
        int calls = 0;
        foreach (Type type in typeof(TrustStore).Assembly.GetExportedTypes().OrderBy(one => one.FullName)) {
            foreach (MethodBase member in MembersOf(type)) {
                int tries = Costly.Contains(member.Name) ? 4 : Tries;
                for (int i = 0; i < tries; i++, calls++) {
                    Call(type, member);
                }
            }
        }
        Assert.True(calls > 2000, $"only {calls} calls were made");
    }

    [Fact]
    public void AfterDisposeEveryMemberSaysSo()
    {
        foreach ((Type type, object gone) in disposed) {
            foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)) {
                var failure = Assert.Throws<TargetInvocationException>(() => property.GetValue(gone));
                Assert.True(failure.InnerException is ObjectDisposedException, $"{type.Name}.{property.Name}");
            }
            ((IDisposable)gone).Dispose(); // twice is no fault
        }
    }

    [Fact]
    public void EveryHandleHasATestOfThisKind() => Assert.Empty(
        typeof(TrustStore).Assembly.GetExportedTypes()
            .Where(type => typeof(IDisposable).IsAssignableFrom(type) && !makers.ContainsKey(type))
            .Select(type => type.Name));

    private static IEnumerable<MethodBase> MembersOf(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.IsEnum || typeof(Exception).IsAssignableFrom(type)
            ? []
            : type.GetMethods(Declared).Where(one => !LeftOut.Contains($"{type.Name}.{one.Name}")).Cast<MethodBase>()
                .Concat(type.GetConstructors());
    }

    private void Call(Type type, MethodBase member)
    {
        object? target = member.IsStatic || member is ConstructorInfo ? null : Target(type, member.Name);
        if (target is null && !member.IsStatic && member is MethodInfo) {
            return; // a plain value: its members read what was read before
        }
        object?[] arguments = member.GetParameters().Select(one => Argument(one.ParameterType)).ToArray();
        try {
            object? made = member is ConstructorInfo constructor ? constructor.Invoke(arguments)
                                                                : member.Invoke(target, arguments);
            if (made is IDisposable one && !ReferenceEquals(made, target)) {
                one.Dispose();
            }
        } catch (TargetInvocationException failure) when (IsAllowed(failure.InnerException!)) {
            // an exception is an answer
        } catch (TargetInvocationException failure) {
            Assert.Fail($"{type.Name}.{member.Name}({string.Join(", ", arguments)}): {failure.InnerException}");
        }
    }

    private static bool IsAllowed(Exception failure) =>
        failure is VmsTrustException or ArgumentException or ObjectDisposedException or PlatformNotSupportedException
            or CryptographicException;

    private object? Target(Type type, string member) =>
        !makers.TryGetValue(type, out Func<object>? make) ? null
        : member == nameof(IDisposable.Dispose) ? make()
        : (random.Next(4) == 0 ? disposed : alive)[type];

    private object? Argument(Type type)
    {
        if (type.IsByRef) {
            return null; // out
        }
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (makers.ContainsKey(type)) {
            return Pick(null, alive[type], alive[type], disposed[type]);
        }
        return type switch {
            _ when type == typeof(string) => Pick(
                null, "", "x", "rec01.harbour.local", "10.0.0.5", "p256", "\0", "a\0b", "\ud800", "/", "/dev/null",
                folder.FullName, "vms", "keyCompromise", "%s%n", "‮", "🎥", new string('a', 70_000),
                "correct horse"),
            _ when type == typeof(byte[]) => Pick(
                null, Array.Empty<byte>(), new byte[] { 0x30 }, new byte[] { 0x30, 0x84, 0xff, 0xff, 0xff, 0xff },
                new byte[100_000], RandomBytes(), Site.Authority.RawData, Site.Pem(Site.Authority)),
            _ when type.IsEnum => Enum.ToObject(type, (int)Pick(0, 1, 11, -1, -100, int.MaxValue, int.MinValue, 4242)!),
            _ when type == typeof(ulong) => Pick(0UL, 1UL, ulong.MaxValue),
            _ when type == typeof(int) => Pick(0, 1, -1, int.MaxValue, int.MinValue),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(TimeSpan) => Pick(
                TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromDays(10)),
            _ when type == typeof(DateTimeOffset) => Pick(
                DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow),
            _ when typeof(X509Certificate).IsAssignableFrom(type) => Pick(null, Site.Authority),
            _ when type == typeof(X509Chain) => Pick(null, new X509Chain()),
            _ when type == typeof(X509Certificate2Collection) => Pick(
                null, new X509Certificate2Collection(), new X509Certificate2Collection(Site.Authority)),
            _ when type == typeof(object) => Pick(null, "x", alive[typeof(Certificate)]),
            _ when type.IsAssignableFrom(typeof(Action<ConnectionVerdict>)) => null,
            _ when type == typeof(SslPolicyErrors) => SslPolicyErrors.None,
            _ when type == typeof(StoreLocation) => StoreLocation.CurrentUser,
            _ => throw new InvalidOperationException($"no argument is known for {type}"),
        };
    }

    private object? Pick(params object?[] choices) => choices[random.Next(choices.Length)];

    private byte[] RandomBytes()
    {
        byte[] bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    }
}
