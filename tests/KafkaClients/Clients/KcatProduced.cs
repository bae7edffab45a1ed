using System.Text;
using System.Text.Json.Nodes;
using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>What producers of kcat did that have ended; kcat tells no offsets.</summary>
internal sealed class KcatProduced : ClientRun
{
    private readonly JsonArray _errors = [];
    private readonly StringBuilder _log = new();
    private int _delivered;
    private bool _isTold;

    protected override string Log => _log.ToString();

    public static async Task<KcatProduced> RunAsync(int count, ForeignProgram program, string input)
    {
        var run = new KcatProduced();
        await run.AddAsync(count, program, input);
        return run;
    }

    /// <summary>Waits for a producer; it delivered all of its records when it ends well.</summary>
    public async Task AddAsync(int count, ForeignProgram program, string input)
    {
        await using var running = program;
        var ended = program.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WriteAsync(input, TestContext.Current.CancellationToken);
        program.EndInput();
        var log = await ended;
        _log.Append(log);
        if (await program.ExitAsync(TestContext.Current.CancellationToken) == 0)
        {
            _delivered += count;
        }
        else
        {
            _errors.Add(KcatErrors.CodeOf(log));
        }
    }

    public override Task CommandAsync(string command) => Task.CompletedTask;

    public override void Kill()
    {
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override Task<JsonNode?> ReadAsync(CancellationToken cancellation)
    {
        var end = _isTold ? null : new JsonObject { ["event"] = "end", ["delivered"] = _delivered, ["offsets"] = null, ["errors"] = _errors };
        _isTold = true;
        return Task.FromResult<JsonNode?>(end);
    }
}
