using System.Net.Security;
using System.Text.RegularExpressions;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Security;

/// <summary>How a connection is protected: TLS or not, SASL PLAIN or not. Other mechanisms are refused when the properties are read.</summary>
public sealed partial record SecurityOptions
{
    /// <summary>Neither TLS nor SASL [security.protocol=PLAINTEXT].</summary>
    public static SecurityOptions Plaintext { get; } = new();

    /// <summary>Whether the connection is encrypted [security.protocol=SSL or SASL_SSL].</summary>
    public bool Tls { get; init; }

    /// <summary>What to trust and present under TLS [ssl.*].</summary>
    public TlsOptions TlsOptions { get; init; } = new();

    /// <summary>Name for SASL PLAIN; null without SASL [sasl.jaas.config, sasl.username].</summary>
    public string? Username { get; init; }

    /// <summary>Password for SASL PLAIN [sasl.jaas.config, sasl.password].</summary>
    public string? Password { get; init; }

    /// <summary>Reads the security settings of a Kafka client's properties.</summary>
    /// <exception cref="ArgumentException">An unknown protocol or mechanism, or no credentials.</exception>
    public static SecurityOptions FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var protocol = properties.GetValueOrDefault("security.protocol", "PLAINTEXT").Trim().ToUpperInvariant();
        var options = new SecurityOptions { Tls = protocol.EndsWith("SSL", StringComparison.Ordinal), TlsOptions = TlsOptions.FromProperties(properties) };
        return protocol switch
        {
            "PLAINTEXT" or "SSL" => options,
            "SASL_PLAINTEXT" or "SASL_SSL" => options.WithPlain(properties),
            _ => throw new ArgumentException($"Invalid value {protocol} for configuration security.protocol: String must be one of (case insensitive): PLAINTEXT, SSL, SASL_PLAINTEXT, SASL_SSL"),
        };
    }

    /// <summary>Encrypts the stream if that is asked for.</summary>
    /// <exception cref="KafkaException">The handshake failed (<see cref="ErrorCode.NetworkException"/>).</exception>
    internal async Task<Stream> SecureAsync(Stream raw, string host, CancellationToken cancellation)
    {
        if (!Tls)
        {
            return raw;
        }
        var secured = new SslStream(raw);
        try
        {
            await secured.AuthenticateAsClientAsync(TlsOptions.For(host), cancellation).ConfigureAwait(false);
        }
        catch (System.Security.Authentication.AuthenticationException e)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw new KafkaException(ErrorCode.NetworkException, $"SSL handshake failed: {e.Message}", e);
        }
        return secured;
    }

    /// <summary>Says who we are if that is asked for (KIP-43, KIP-152).</summary>
    /// <exception cref="KafkaException">The broker refused.</exception>
    internal async Task AuthenticateAsync(Func<IApiMessage, Task<IApiMessage>> exchange)
    {
        if (Username is null)
        {
            return;
        }
        var handshake = (SaslHandshakeResponse)await exchange(new SaslHandshakeRequest { Mechanism = "PLAIN" }).ConfigureAwait(false);
        KafkaException.ThrowIf(
            handshake.ErrorCode,
            $"Client SASL mechanism 'PLAIN' not enabled in the server, enabled mechanisms are [{string.Join(", ", handshake.Mechanisms)}]");
        var token = System.Text.Encoding.UTF8.GetBytes($"\0{Username}\0{Password}");
        var answer = (SaslAuthenticateResponse)await exchange(new SaslAuthenticateRequest { AuthBytes = token }).ConfigureAwait(false);
        KafkaException.ThrowIf(answer.ErrorCode, answer.ErrorMessage);
    }

    [GeneratedRegex("""\b(username|password)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;]+))""", RegexOptions.CultureInvariant)]
    private static partial Regex Credential();

    private SecurityOptions WithPlain(IReadOnlyDictionary<string, string> properties)
    {
        var mechanism = properties.GetValueOrDefault("sasl.mechanism", properties.GetValueOrDefault("sasl.mechanisms", "GSSAPI"));
        if (mechanism != "PLAIN")
        {
            throw new ArgumentException($"sasl.mechanism {mechanism} is not supported here; use PLAIN");
        }
        var fromJaas = Credential().Matches(properties.GetValueOrDefault("sasl.jaas.config", ""))
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value + m.Groups[3].Value + m.Groups[4].Value);
        return this with
        {
            Username = fromJaas.GetValueOrDefault("username") ?? properties.GetValueOrDefault("sasl.username")
                ?? throw new ArgumentException("SASL PLAIN needs a username: set sasl.jaas.config or sasl.username"),
            Password = fromJaas.GetValueOrDefault("password") ?? properties.GetValueOrDefault("sasl.password")
                ?? throw new ArgumentException("SASL PLAIN needs a password: set sasl.jaas.config or sasl.password"),
        };
    }
}
