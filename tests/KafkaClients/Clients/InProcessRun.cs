using System.Text.Json.Nodes;
using System.Threading.Channels;
using Confluent.Kafka;

namespace Ms2Lab.KafkaClients.Tests.Clients;

/// <summary>A verb on a thread of this process.</summary>
internal sealed class InProcessRun : ClientRun
{
    private readonly Channel<JsonNode> _events = Channel.CreateUnbounded<JsonNode>();
    private readonly HashSet<string> _commands = [];
    private readonly Task _work;

    /// <param name="work">The verb; it blocks as its client does.</param>
    public InProcessRun(Action<InProcessRun> work) => _work = Task.Factory.StartNew(() => Run(work), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Whether the verb is to go without a word to the broker.</summary>
    public bool IsKilled { get; private set; }

    protected override string Log => "";

    public void Emit(string name, JsonObject members)
    {
        members["event"] = name;
        _events.Writer.TryWrite(members);
    }

    /// <summary>Whether the command was sent; every command counts as sent once the run is killed.</summary>
    public bool Heard(string command)
    {
        lock (_commands)
        {
            return IsKilled || _commands.Contains(command);
        }
    }

    /// <summary>Blocks the verb's thread until the command was sent.</summary>
    public void Wait(string command)
    {
        lock (_commands)
        {
            while (!IsKilled && !_commands.Contains(command))
            {
                Monitor.Wait(_commands);
            }
        }
    }

    public override Task CommandAsync(string command)
    {
        lock (_commands)
        {
            _commands.Add(command);
            Monitor.PulseAll(_commands);
        }
        return Task.CompletedTask;
    }

    public override void Kill()
    {
        lock (_commands)
        {
            IsKilled = true;
            Monitor.PulseAll(_commands);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        Kill();
        await _work;
    }

    protected override async Task<JsonNode?> ReadAsync(CancellationToken cancellation) =>
        await _events.Reader.WaitToReadAsync(cancellation) && _events.Reader.TryRead(out var read) ? read : null;

    private void Run(Action<InProcessRun> work)
    {
        try
        {
            work(this);
        }
        catch (KafkaException e)
        {
            Emit("failed", new JsonObject { ["message"] = e.Message, ["error"] = ConfluentDotNet.CodeOf(e.Error) });
        }
        catch (TimeoutException e)
        {
            Emit("failed", new JsonObject { ["message"] = e.Message });
        }
        finally
        {
            _events.Writer.Complete();
        }
    }
}
