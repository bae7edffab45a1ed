using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Cli.Desk;

/// <summary>What a command beside a running <c>lab up</c> asks it to do to a server: one line of text for each member, after a line that names the build.</summary>
/// <param name="Server">A name of <see cref="ServerControls"/>; empty asks for the names of those that can be told something.</param>
/// <param name="Verb">What shall be done to it.</param>
/// <param name="Worker">Address of the worker that is meant, or null.</param>
internal sealed record ControlRequest(string Server, string Verb, Uri? Worker)
{
    /// <summary>The first line of such a request: both sides run the same build, or they do not talk.</summary>
    public static readonly string Greeting = $"ms2lab-control {typeof(ControlRequest).Module.ModuleVersionId}-{typeof(Lab).Module.ModuleVersionId}";

    /// <summary>Reads a request behind its greeting.</summary>
    /// <returns>Null where it is cut short.</returns>
    public static async Task<ControlRequest?> ReadAsync(TextReader reader, CancellationToken cancellation)
    {
        var server = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        var verb = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        var worker = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        return server is null || verb is null || worker is null ? null : new(server, verb, Uri.TryCreate(worker, UriKind.Absolute, out var uri) ? uri : null);
    }

    /// <summary>Its text.</summary>
    public override string ToString() => $"{Greeting}\n{Server}\n{Verb}\n{Worker}\n";
}
