using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Ms2Lab.Kafka.Client.Security;

/// <summary>Trust and identity under TLS. PEM only: Java key stores are refused with a sentence.</summary>
public sealed record TlsOptions
{
    /// <summary>Certificates to trust instead of the machine's, or null [ssl.truststore.location or ssl.ca.location].</summary>
    public X509Certificate2Collection? Trusted { get; init; }

    /// <summary>The client's own certificate, or null [ssl.keystore.location].</summary>
    public X509Certificate2? Identity { get; init; }

    /// <summary>Whether the host's name must be the certificate's [ssl.endpoint.identification.algorithm is not empty].</summary>
    public bool VerifyHost { get; init; } = true;

    /// <summary>Reads the <c>ssl.</c> settings of a Kafka client's properties.</summary>
    /// <exception cref="ArgumentException">A store that is not PEM.</exception>
    public static TlsOptions FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var options = new TlsOptions { VerifyHost = properties.GetValueOrDefault("ssl.endpoint.identification.algorithm", "https").Trim().Length > 0 };
        if (Pem(properties, "ssl.truststore") is { } trust)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(trust);
            options = options with { Trusted = trusted };
        }
        return Pem(properties, "ssl.keystore") is { } identity ? options with { Identity = X509Certificate2.CreateFromPemFile(identity) } : options;
    }

    internal SslClientAuthenticationOptions For(string host) => new()
    {
        TargetHost = host,
        ClientCertificates = Identity is null ? null : [Identity],
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => Accept(certificate, errors),
    };

    private static string? Pem(IReadOnlyDictionary<string, string> properties, string store)
    {
        var path = properties.GetValueOrDefault($"{store}.location") ?? (store == "ssl.truststore" ? properties.GetValueOrDefault("ssl.ca.location") : null);
        var type = properties.GetValueOrDefault($"{store}.type", "PEM");
        return path is null || type.Equals("PEM", StringComparison.OrdinalIgnoreCase)
            ? path
            : throw new ArgumentException($"{store}.type={type} is not supported here; export the store as PEM and set {store}.type=PEM");
    }

    private bool Accept(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (!VerifyHost)
        {
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }
        if (errors == SslPolicyErrors.RemoteCertificateChainErrors && Trusted is not null && certificate is not null)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(Trusted);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            using var copy = new X509Certificate2(certificate);
            return chain.Build(copy);
        }
        return errors == SslPolicyErrors.None;
    }
}
