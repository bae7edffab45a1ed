using System.Globalization;
using Ms2Lab.Labs;
using Ms2Lab.Labs.LabKit;

namespace Ms2Lab.Cli.Desk;

/// <summary>What <c>lab check</c> asks of a running <c>lab up</c>: one line of text for each member, in this order, after a line that names program and build.</summary>
/// <param name="Lab">The lab's name, or null for the one followed last.</param>
/// <param name="Folder">The student's folder.</param>
/// <param name="IsTerminal">Whether the answer is shown on a terminal: with colours, and wrapped.</param>
/// <param name="Width">Columns of the terminal.</param>
internal sealed record CheckRequest(string? Lab, string Folder, bool IsTerminal, int Width)
{
    /// <summary>The first line of such a request: both sides run the same build, or labs would be checked by yesterday's rules.</summary>
    public static readonly string Greeting = "ms2lab-check " + string.Join('-', ((Type[])[typeof(CheckRequest), typeof(LabCatalog), typeof(Lab)]).Select(t => t.Module.ModuleVersionId));

    /// <summary>Reads a request behind its greeting.</summary>
    /// <returns>Null where it is cut short.</returns>
    public static async Task<CheckRequest?> ReadAsync(TextReader reader, CancellationToken cancellation)
    {
        var lab = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        var folder = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        var width = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        return int.TryParse(width, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var columns) && folder is not null
            ? new(string.IsNullOrEmpty(lab) ? null : Uri.UnescapeDataString(lab), Uri.UnescapeDataString(folder), columns > 0, columns)
            : null;
    }

    /// <summary>Its text.</summary>
    public override string ToString() =>
        $"{Greeting}\n{Uri.EscapeDataString(Lab ?? "")}\n{Uri.EscapeDataString(Folder)}\n{(IsTerminal ? Width : 0).ToString(CultureInfo.InvariantCulture)}\n";
}
