using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Cli.Desk;

/// <summary>Asks the desk of a running <c>lab up</c> to check, and shows its answer as it comes.</summary>
internal static class DeskCall
{
    /// <summary>Asks and shows.</summary>
    /// <returns>The exit code; null where no desk answers there, or one of another build.</returns>
    /// <exception cref="EnvironmentException">The servers ended in the middle of the answer.</exception>
    public static async Task<int?> CheckAsync(string socket, CheckRequest request, CancellationToken cancellation)
    {
        if (!File.Exists(socket))
        {
            return null;
        }
        using var line = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await line.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return null; // its owner was killed, or is about to end
        }
        await line.SendAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellation).ConfigureAwait(false);
        var answer = new byte[4096];
        var shown = false;
        var trailer = new MemoryStream();
        using var output = Console.OpenStandardOutput();
        for (int read; (read = await line.ReceiveAsync(answer, cancellation).ConfigureAwait(false)) > 0;)
        {
            var text = trailer.Length > 0 ? 0 : Array.IndexOf(answer, (byte)0, 0, read);
            var visible = text < 0 ? read : text;
            await output.WriteAsync(answer.AsMemory(0, visible), cancellation).ConfigureAwait(false);
            shown |= visible > 0;
            trailer.Write(answer, visible, read - visible);
        }
        return trailer.Length > 0 ? await EndAsync(trailer).ConfigureAwait(false)
            : shown ? throw new EnvironmentException("`lab up` ended in the middle of the check.", "Start it again and check again.")
            : null;
    }

    private static async Task<int> EndAsync(MemoryStream trailer)
    {
        var text = Encoding.UTF8.GetString(trailer.GetBuffer(), 1, (int)trailer.Length - 1);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        await Console.Error.WriteAsync(text[(end + 1)..]).ConfigureAwait(false);
        return int.Parse(text.AsSpan(0, end), CultureInfo.InvariantCulture);
    }
}
