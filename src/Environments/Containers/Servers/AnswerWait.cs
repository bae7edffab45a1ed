using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Environments.Containers;

/// <summary>A container is ready when its server gives a real answer at its published port, asked often and from outside.</summary>
/// <remarks>The waits of the modules run a program inside the container once a second; starting it often takes longer than the server does.</remarks>
/// <param name="ask">The question, for an address.</param>
/// <param name="port">The published port.</param>
internal sealed class AnswerWait(Func<string, CancellationToken, Task<string>> ask, int port) : IWaitUntil
{
    private static readonly TimeSpan OneAnswer = TimeSpan.FromSeconds(5);

    /// <summary>Why there was no answer the last time.</summary>
    public string Last { get; private set; } = "nothing yet";

    public async Task<bool> UntilAsync(IContainer container)
    {
        using var soon = new CancellationTokenSource(OneAnswer);
        try
        {
            await ask($"{container.Hostname}:{port}", soon.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (PartProbe.IsNoAnswer(e) || e is OperationCanceledException)
        {
            Last = e.Message;
            return false;
        }
    }
}
