// What an upload page was given, before anything of it is trusted or kept.
using static VmsTrust.NativeMethods;

namespace VmsTrust;

/// <summary>What an upload page was given: a root, an intermediate, a server's certificate, a private key. A private key
/// anywhere in it comes before everything else: nothing of such a file may be stored.</summary>
public sealed class Upload
{
    private Upload(Content content, string sentence, Certificate? certificate)
    {
        Content = content;
        Sentence = sentence;
        Certificate = certificate;
    }

    /// <summary>Tells what the bytes are. Bytes that are nothing known are no failure.</summary>
    /// <param name="data">PEM (CRLF, byte order mark and UTF-16 too), DER, PKCS#7.</param>
    /// <param name="role">What a root of this page is trusted for; <see cref="Role.Any"/> for every use.</param>
    /// <exception cref="VmsTrustException"><see cref="ErrorCode.Argument"/>, <see cref="ErrorCode.Clock"/>,
    /// <see cref="ErrorCode.Memory"/>, <see cref="ErrorCode.Crypto"/></exception>
    public static Upload Classify(byte[] data, Role role)
    {
        Foreign.NotNull(data, nameof(data));
        ErrorCode code = vmstrust_bytes_classify(data, (nuint)data.Length, role, out Content content,
                                                 out BytesHandle made, out CertHandle certificate,
                                                 out ErrorHandle error);
        string sentence = Answer.Text(code, made, error);
        return new Upload(content, sentence, certificate.IsInvalid ? null : new Certificate(certificate));
    }

    /// <summary>What it is.</summary>
    public Content Content { get; }

    /// <summary>For the page: what it is, and what to do. What comes from the file is escaped for a terminal, and HTML still
    /// has to be quoted.</summary>
    public string Sentence { get; }

    /// <summary>The certificate if there is exactly one and no private key, to be given to
    /// <see cref="TrustStore.Add(Certificate, Role)"/> when <see cref="Content"/> is <see cref="Content.Root"/>; else
    /// null.</summary>
    public Certificate? Certificate { get; }
}
