// WCF on .NET Framework hands over the server's certificate alone: no host and no chain.
#if NETFRAMEWORK
using System;
using System.IdentityModel.Selectors;
using System.IdentityModel.Tokens;
using System.Security.Cryptography.X509Certificates;

namespace VmsTrust;

/// <summary>
/// Lets the library decide about the certificate of one WCF endpoint. WCF hands over neither the host nor what the
/// server sent with its certificate: make one for each endpoint, with its host, and put the intermediates into the
/// store. Set it as <c>CustomCertificateValidator</c>, with <c>X509CertificateValidationMode.Custom</c>.
/// </summary>
public sealed class EndpointCertificateValidator : X509CertificateValidator, IDisposable
{
    private readonly TrustStore store;
    private readonly VerificationPolicy policy;
    private readonly string host;

    /// <summary>A validator for one endpoint.</summary>
    /// <param name="store">Whom to trust, with the intermediates.</param>
    /// <param name="role">What the endpoint is.</param>
    /// <param name="host">The host of the endpoint's address.</param>
    public EndpointCertificateValidator(TrustStore store, Role role, string host)
    {
        this.host = Foreign.NotNull(host, nameof(host));
        this.store = Foreign.NotNull(store, nameof(store)).Share();
        policy = new VerificationPolicy(role);
    }

    /// <summary>Judges the certificate.</summary>
    /// <exception cref="SecurityTokenValidationException">Not trusted, or no answer: the inner exception is the
    /// <see cref="UntrustedException"/> or the <see cref="VmsTrustException"/>.</exception>
    public override void Validate(X509Certificate2 certificate)
    {
        try {
            using var chain = CertificateChain.FromX509(certificate);
            store.Verify(chain, host, policy).Dispose();
        } catch (Exception failure) {
            throw new SecurityTokenValidationException(failure.Message, failure);
        }
    }

    /// <summary>Gives up its owners of the store and of the policy.</summary>
    public void Dispose()
    {
        store.Dispose();
        policy.Dispose();
    }
}
#endif
