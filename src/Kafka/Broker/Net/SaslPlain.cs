using System.Text;
using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Net;

/// <summary>SASL PLAIN (RFC 4616): a token of authzid, authcid and password with NUL between them.</summary>
internal static class SaslPlain
{
    public const string Mechanism = "PLAIN";

    /// <summary>Before authentication has succeeded only three APIs are legal.</summary>
    /// <exception cref="KafkaProtocolException">Another one was asked.</exception>
    public static void RequireLegal(ClientSession session, ApiKey api)
    {
        if (session.RequiresSasl && session.User is null && api is not (ApiKey.ApiVersions or ApiKey.SaslHandshake or ApiKey.SaslAuthenticate))
        {
            throw new KafkaProtocolException($"Unexpected Kafka request of type {api} during SASL handshake.");
        }
    }

    /// <summary>Null when the token is right and the session is authenticated, else the text of the refusal.</summary>
    public static string? Authenticate(ClusterState cluster, ClientSession session, ReadOnlySpan<byte> token)
    {
        var parts = Encoding.UTF8.GetString(token).Split('\0');
        if (parts.Length != 3)
        {
            return $"Invalid SASL/PLAIN response: expected 3 tokens, got {parts.Length}";
        }

        var (authorizationId, user, password) = (parts[0], parts[1], parts[2]);
        if (user.Length == 0)
        {
            return "Authentication failed: username not specified";
        }

        if (password.Length == 0)
        {
            return "Authentication failed: password not specified";
        }

        if (!cluster.Options.SaslUsers.TryGetValue(user, out var expected) || expected != password)
        {
            return "Authentication failed: Invalid username or password";
        }

        if (authorizationId.Length > 0 && authorizationId != user)
        {
            return "Authentication failed: Client requested an authorization id that is different from username";
        }

        session.User = user;
        return null;
    }

    /// <summary>After a handshake of version 0: the frame is the token itself, an empty frame says yes.</summary>
    public static void AnswerRawToken(ClusterState cluster, ClientSession session, byte[] token, KafkaWriter writer)
    {
        if (Authenticate(cluster, session, token) is { } refusal)
        {
            throw new KafkaProtocolException(refusal);
        }

        session.ExpectsRawToken = false;
        writer.WriteInt32(0);
    }
}
