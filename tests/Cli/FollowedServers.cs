namespace Ms2Lab.Cli.Tests;

/// <summary>One <c>lab up</c> with MySQL, in a kit folder of its own, for the tests of a class.</summary>
public sealed class FollowedServers : IAsyncLifetime
{
    public LabHome Home { get; } = new();

    public LabUp Up { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Up = await LabUp.StartAsync("--only mysql", TestContext.Current.CancellationToken, Home);

    public async ValueTask DisposeAsync()
    {
        await Up.KillAsync(CancellationToken.None);
        Up.Dispose();
        Home.Dispose();
    }
}
