using System.Net;

namespace Ms2Lab.Environments.Core;

/// <summary>The ports of several servers of one kind: the one that was asked for and those that follow it.</summary>
public static class PortSequence
{
    /// <summary>As many ports as there are servers; all 0, so any free ones, where none was asked for.</summary>
    /// <exception cref="EnvironmentException">A port is taken, or the last one would lie beyond 65535.</exception>
    public static IReadOnlyList<int> From(int first, int count, string what)
    {
        if (first == 0)
        {
            return [.. Enumerable.Repeat(0, count)];
        }
        if (first + count - 1 > IPEndPoint.MaxPort)
        {
            throw new EnvironmentException($"{count} ports from {first} on, asked for {what}, go beyond {IPEndPoint.MaxPort}.", "Ask for a lower port.");
        }
        var ports = Enumerable.Range(first, count).ToList();
        ports.ForEach(p => LoopbackPorts.EnsureFree(p, what));
        return ports;
    }
}
