// The enumerations here and the tables of the library say the same, and unknown numbers are the library's.
using Xunit;

namespace VmsTrust.Tests;

public class TableTests
{
    private static void SameNumbers<T>(IEnumerable<T> known, Func<T, string> idOf) where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>().Where(one => Convert.ToInt32(one) != 0).Order(), known.Order());
        Assert.All(known, one => Assert.NotEqual("unknown", idOf(one)));
        Assert.Equal("unknown", idOf((T)Enum.ToObject(typeof(T), 987654)));
    }

    [Fact]
    public void Roles()
    {
        SameNumbers(VmsTrust.Roles.All, one => one.GetId());
        Assert.Equal(Role.RecordingServer, VmsTrust.Roles.Find("recording-server"));
        Assert.Equal(7563, Role.RecordingServer.GetPort());
        Assert.True(Role.RecordingServer.TakesHost());
        Assert.False(Role.TlsClient.TakesHost());
        Assert.NotEqual("", Role.RecordingServer.GetName());
        Assert.NotEqual("", Role.RecordingServer.GetEndpoint());
        Assert.NotEqual("", Role.RecordingServer.GetSource());
        var failure = Assert.Throws<VmsTrustException>(() => VmsTrust.Roles.Find("recording-servr"));
        Assert.Equal(ErrorCode.NotFound, failure.Code);
        Assert.Contains("recording-server", failure.Message);
    }

    [Fact]
    public void Clients()
    {
        SameNumbers(VmsTrust.Clients.All, one => one.GetId());
        Assert.Equal(Client.SmartClient, VmsTrust.Clients.Find("smart-client"));
        Assert.NotEqual("", Client.SmartClient.GetName());
        Assert.NotEqual("", Client.SmartClient.GetStore());
        Assert.NotEqual("", Client.SmartClient.GetInstall());
        Assert.NotEqual("", Client.SmartClient.GetSource());
        Assert.Equal(Target.Xprotect, Client.SmartClient.GetTarget());
    }

    [Fact]
    public void Targets()
    {
        SameNumbers(VmsTrust.Targets.All, one => one.GetId());
        Assert.Equal(Target.Dotnet, VmsTrust.Targets.Find("dotnet"));
        Assert.NotEqual("", Target.Dotnet.GetName());
        Assert.Equal(Severity.Error, Target.Ios.GetSeverity(Finding.ValidTooLongForPhones));
        Assert.Equal(Severity.Off, Target.Openssl.GetSeverity(Finding.ValidTooLongForPhones));
        Assert.True(Target.Openssl.IsMeasured());
    }

    [Fact]
    public void Connections()
    {
        SameNumbers(VmsTrust.Connections.All, one => one.GetId());
        Connection one = VmsTrust.Connections.Find("rs-to-ms");
        Assert.Equal(Connection.RecordingServerToManagementServer, one);
        Assert.Equal((Client.RecordingServer, Role.ManagementServer), (one.GetClient(), one.GetRole()));
        Assert.NotEqual(0, one.GetPort());
        Assert.NotEqual("", one.GetNameRule());
        Assert.NotEqual("", one.GetIfExpired());
        Assert.NotEqual("", one.GetIfUntrusted());
        Assert.NotEqual("", one.GetSource());
    }

    [Fact]
    public void Findings()
    {
        SameNumbers(VmsTrust.Findings.All, one => one.GetId());
        Assert.Equal(Finding.Expired, VmsTrust.Findings.Find("expired"));
        Assert.Equal("Expired", Finding.Expired.GetTitle());
        Assert.NotEqual("", Finding.Expired.GetCause());
        Assert.NotEqual("", Finding.Expired.GetFix());
        Assert.NotEqual("", Finding.Expired.GetSource());
        Assert.NotEqual("", Finding.RootNotInstalled.GetHowToFix(Platform.Windows));
        Assert.NotNull(Finding.RootNotInstalled.GetHowToSee(Platform.Windows));
        Assert.True(Finding.Expired.IsLocked());
        Assert.False(Finding.NotRsa.IsLocked());
        Assert.True(((Finding)987654).IsLocked());
        Assert.Equal(Severity.Error, Finding.Expired.GetSeverity("vms"));
        Assert.NotEqual("", VmsTrust.Findings.ExplainWord("Connection Lost", out _));
        Assert.Throws<VmsTrustException>(() => VmsTrust.Findings.ExplainWord("no such word at all", out _));
    }

    [Fact]
    public void SmallOnes()
    {
        SameNumbers(Platforms.All, one => one.GetId());
        Assert.Equal("Windows", Platform.Windows.GetName());
        Assert.Equal(Severity.Warning, Ids.FindSeverity("warning"));
        Assert.Equal(RevocationMode.Required, Ids.FindRevocationMode("required"));
        Assert.Equal("required", RevocationMode.Required.GetId());
        Assert.Equal("good", RevocationState.Good.GetId());
        Assert.Equal("malformed", ErrorCode.Malformed.GetName());
        Assert.NotEqual("", ErrorCode.Malformed.GetText());
        Assert.Equal("unknown", ((ErrorCode)987654).GetName());
        Assert.Equal(["unknown", "unknown", "unknown", "unknown", "unknown"],
                     [((Severity)77).GetId(), ((HostMatch)77).GetId(), ((NearMissKind)77).GetId(),
                      ((RevocationMode)77).GetId(), ((RevocationState)77).GetId()]);
    }
}
