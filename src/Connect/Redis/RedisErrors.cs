using System.Net.Sockets;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Redis;

/// <summary>Errors as Lettuce names and words them.</summary>
internal static class RedisErrors
{
    /// <summary>The class of errors of connecting, after which another try may help.</summary>
    public const string Connection = "io.lettuce.core.RedisConnectionException";

    /// <summary>The server cannot be reached.</summary>
    public static JavaException Unreachable(string host, int port, Exception error)
    {
        var cause = error switch
        {
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new JavaException(
                "io.netty.channel.AbstractChannel$AnnotatedConnectException", $"Connection refused: {(IsAddress(host) ? "" : host)}/{Address(host)}:{port}",
                new JavaException("java.net.ConnectException", "Connection refused")),
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
                new JavaException("java.net.UnknownHostException", host),
            OperationCanceledException => new JavaException("io.netty.channel.ConnectTimeoutException", $"connection timed out: {host}:{port}"),
            _ => new JavaException("java.io.IOException", error.Message),
        };
        return new JavaException(Connection, Text(host, port), cause);
    }

    /// <summary>The server refuses the sign-in or the database.</summary>
    public static JavaException Refused(string host, int port, string answer) => new(Connection, Text(host, port), Answer(answer));

    /// <summary>The server is no cluster.</summary>
    public static JavaException NoCluster(string host, int port, string answer) => new(
        "io.lettuce.core.RedisException",
        $"Cannot retrieve initial cluster partitions from initial URIs [RedisURI [host='{host}', port={port}]]", Answer(answer));

    private static JavaException Answer(string text) => new("io.lettuce.core.RedisCommandExecutionException", text);

    private static string Text(string host, int port) => $"Unable to connect to {host}/<unresolved>:{port}";

    private static bool IsAddress(string host) => System.Net.IPAddress.TryParse(host, out _);

    private static string Address(string host) => host == "localhost" ? "127.0.0.1" : host;
}
