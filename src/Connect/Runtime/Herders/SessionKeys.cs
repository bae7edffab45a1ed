using System.Security.Cryptography;
using Ms2Lab.Connect.Api;
using Ms2Lab.Connect.Runtime.Configs;
using Ms2Lab.Connect.Runtime.Rest;
using Ms2Lab.Connect.Runtime.Workers;

namespace Ms2Lab.Connect.Runtime.Herders;

/// <summary>
/// The key that the group's workers sign their requests to one another with (KIP-507): the leader makes and renews it, the config topic carries it.
/// The last key is kept in a volatile field that anybody may read.
/// </summary>
internal sealed class SessionKeys(WorkerSettings settings, TimeProvider time)
{
    private volatile SessionKey? _key;

    /// <summary>When the key has to be renewed; null while there is none or keys do not age.</summary>
    public DateTimeOffset? Expiry => _key is { } key && settings.KeyLifetime > TimeSpan.Zero
        ? DateTimeOffset.FromUnixTimeMilliseconds(key.Created) + settings.KeyLifetime
        : null;

    /// <summary>Takes over a key from the config topic.</summary>
    public void Learn(SessionKey key) => _key = key;

    /// <summary>A key to distribute, if this leader has to: there is none, it has expired, or the worker is set up for another kind.</summary>
    public SessionKey? RenewIfDue()
    {
        var now = time.GetUtcNow();
        var isGood = _key is { } key && !(Expiry <= now) && key.Algorithm == settings.KeyAlgorithm && key.Key.Length == KeySize;
        return isGood ? null : new SessionKey(RandomNumberGenerator.GetBytes(KeySize), settings.KeyAlgorithm, now.ToUnixTimeMilliseconds());
    }

    /// <summary>The headers that sign a body.</summary>
    /// <exception cref="ConnectException">No key is known yet.</exception>
    public (string Algorithm, string Signature) Sign(ReadOnlySpan<byte> body)
    {
        var key = _key ?? throw new ConnectException("Failed to add signature to request: no session key has been read yet");
        return (settings.SignatureAlgorithm, Convert.ToBase64String(Mac(settings.SignatureAlgorithm, key.Key, body)));
    }

    /// <summary>Refuses a request that is not signed as it must be.</summary>
    /// <exception cref="RestException">400, 403 or 503.</exception>
    public void Check(InternalRequestSignature signature)
    {
        if (signature.Algorithm is null || signature.Signature is null)
        {
            throw new RestException(400, "Internal request missing required signature");
        }
        if (!settings.VerificationAlgorithms.Contains(signature.Algorithm))
        {
            throw new RestException(
                400,
                $"This worker does not support the '{signature.Algorithm}' key signing algorithm used by other workers. This worker is currently configured to use: [{string.Join(", ", settings.VerificationAlgorithms)}]. Check that all workers' configuration files permit the same set of signature algorithms, and correct any misconfigured worker and restart it.");
        }
        var key = _key ?? throw new RestException(503, "This worker is still starting up and has not been able to read a session key from the config topic yet");
        var given = new byte[signature.Signature.Length];
        var isBase64 = Convert.TryFromBase64String(signature.Signature, given, out var length);
        if (!isBase64 || !CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), Mac(signature.Algorithm, key.Key, signature.Body.Span)))
        {
            throw new RestException(403, "Internal request contained invalid signature.");
        }
    }

    private int KeySize => settings.KeySize ?? settings.KeyAlgorithm switch
    {
        "HmacSHA384" => 48,
        "HmacSHA512" or "HmacSHA1" or "HmacMD5" => 64,
        _ => 32,
    };

#pragma warning disable CA5350, CA5351 // The weak ones are allowed by Connect's settings too; the default is HmacSHA256.
    private static byte[] Mac(string algorithm, byte[] key, ReadOnlySpan<byte> body) => algorithm switch
    {
        "HmacSHA256" => HMACSHA256.HashData(key, body),
        "HmacSHA384" => HMACSHA384.HashData(key, body),
        "HmacSHA512" => HMACSHA512.HashData(key, body),
        "HmacSHA1" => HMACSHA1.HashData(key, body),
        "HmacMD5" => HMACMD5.HashData(key, body),
        _ => throw new ConnectException($"Cannot find algorithm {algorithm}"),
    };
#pragma warning restore CA5350, CA5351
}
