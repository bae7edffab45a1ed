using System.Text.Json.Nodes;
using Ms2Lab.Foreign;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>A client library behind one of the programs in Programs.</summary>
public abstract class ProgramDriver : ClientDriver
{
    /// <summary>Where the programs lie.</summary>
    protected static string Programs { get; } = Path.Combine(RepositoryFolder.Root, "tests/KafkaClients/Programs");

    /// <inheritdoc/>
    public override async Task<ClientRun> StartAsync(string bootstrap, string verb, JsonObject arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (program, first, variables) = await LocateAsync();
        return new ProgramRun(ForeignProgram.Start(program, [.. first, bootstrap, verb, arguments.ToJsonString()], variables));
    }

    /// <summary>The program, its first arguments and its environment.</summary>
    protected abstract Task<(string Program, string[] First, IReadOnlyDictionary<string, string> Variables)> LocateAsync();

    private sealed class ProgramRun(ForeignProgram program) : ClientRun
    {
        protected override string Log => program.Errors;

        public override Task CommandAsync(string command) => program.WriteAsync(command + "\n", TestContext.Current.CancellationToken);

        public override void Kill() => program.Kill();

        public override ValueTask DisposeAsync() => program.DisposeAsync();

        protected override async Task<JsonNode?> ReadAsync(CancellationToken cancellation) =>
            await program.ReadLineAsync(cancellation) is { } line ? JsonNode.Parse(line) : null;
    }
}
