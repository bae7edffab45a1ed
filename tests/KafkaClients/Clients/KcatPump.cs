using System.Text.Json.Nodes;
using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>The verb <c>pump</c>: a kcat that is fed a line every few milliseconds until it is told to stop.</summary>
internal sealed class KcatPump : ClientRun
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly CancellationTokenSource _stop = new();
    private readonly ForeignProgram _program;
    private readonly Task<string> _output;
    private readonly Task<int> _feeding;
    private string _log = "";

    public KcatPump(ForeignProgram program)
    {
        _program = program;
        _output = program.ReadToEndAsync(CancellationToken.None);
        _feeding = FeedAsync();
    }

    protected override string Log => _log;

    public override Task CommandAsync(string command) => _stop.CancelAsync();

    public override void Kill() => _program.Kill();

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _program.DisposeAsync();
        await _feeding;
        _stop.Dispose();
    }

    protected override async Task<JsonNode?> ReadAsync(CancellationToken cancellation)
    {
        var sent = await _feeding.WaitAsync(cancellation);
        _log = await _output.WaitAsync(cancellation);
        // It ends well only when everything was delivered.
        var isWell = await _program.ExitAsync(cancellation) == 0;
        return new JsonObject { ["event"] = "end", ["count"] = isWell ? sent : 0, ["errors"] = isWell ? [] : new JsonArray(KcatErrors.CodeOf(_log)) };
    }

    private async Task<int> FeedAsync()
    {
        var sent = 0;
        using var clock = new PeriodicTimer(Pause);
        try
        {
            do
            {
                await _program.WriteAsync($"{sent}\n", CancellationToken.None);
                sent++;
            }
            while (await clock.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            _program.EndInput();
        }
        return sent;
    }
}
