using System.Net;
using System.Net.Sockets;

namespace Ms2Lab.Environments.Core;

/// <summary>Ports on the loopback interface for servers that cannot be asked to choose one themselves.</summary>
public static class LoopbackPorts
{
    /// <summary>A port that is free now.</summary>
    public static int Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>Makes sure that a port somebody asked for is free.</summary>
    /// <exception cref="EnvironmentException">It is taken.</exception>
    public static void EnsureFree(int port, string what)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
        }
        catch (SocketException e)
        {
            throw Taken(port, what, e);
        }
    }

    /// <summary>The error for a port that cannot be had.</summary>
    public static EnvironmentException Taken(int port, string what, Exception? inner = null) =>
        new($"Port {port}, asked for {what}, is taken or may not be used.", "End what listens there, or ask for another port (0 takes a free one).", inner);
}
