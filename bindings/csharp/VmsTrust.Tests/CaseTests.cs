// The case files that the C tests judge, judged through the binding: exactly these findings, and the same texts.
using System.Reflection;
using System.Text;
using Xunit;

namespace VmsTrust.Tests;

public class CaseTests
{
    private static readonly string Vectors = Path.Combine(
        typeof(CaseTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Root").Value!,
        "tests", "vectors");

    public static TheoryData<string> Cases => new(
        Directory.EnumerateFiles(Vectors, "*.case", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Vectors, path)).Order(StringComparer.Ordinal));

    [Fact]
    public void ThereAreCases() => Assert.True(((IReadOnlyCollection<object>)Cases).Count >= 80);

    [Theory]
    [MemberData(nameof(Cases))]
    public void IsJudgedAsItSays(string name)
    {
        string path = Path.Combine(Vectors, name);
        byte[] evidence = File.ReadAllBytes(path);
        using VerificationReport report = VerificationReport.Replay(evidence);

        Assert.Equal(Expected(evidence), report.Findings.Select(Line));
        Assert.Equal(report.Findings.All(one => one.Severity != Severity.Error), report.IsTrusted);
        CompareText(Path.ChangeExtension(path, ".txt"), report.ToText());
        CompareText(Path.ChangeExtension(path, ".ascii"), report.ToAscii());

        using VerificationReport again = VerificationReport.Replay(report.ToEvidence());
        Assert.Equal(report.ToText(), again.ToText());
        Assert.Equal(report.Path, again.Path);
    }

    private static IEnumerable<string> Expected(byte[] evidence) =>
        Encoding.UTF8.GetString(evidence).Split('\n').Where(line => line.StartsWith("finding: ", StringComparison.Ordinal))
            .Select(line => line["finding: ".Length..].TrimEnd('\r'));

    private static string Line(ReportedFinding one) =>
        $"{one.Severity.GetId()} {one.Finding.GetId()} {(one.Depth < 0 ? "-" : one.Depth)}";

    private static void CompareText(string path, string text)
    {
        if (File.Exists(path)) {
            Assert.Equal(File.ReadAllText(path), text);
        }
    }
}
