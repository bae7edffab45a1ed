using Confluent.Kafka;
using Ms2Lab.Kafka.Broker;

namespace Ms2Lab.Cli.Bench.Broker;

/// <summary>Brokers that are measured, all with the same client.</summary>
internal abstract class BrokerTarget : IAsyncDisposable
{
    private const int Brokers = 3;

    /// <summary>Name in tables.</summary>
    public abstract string Name { get; }

    /// <summary>Addresses as <c>bootstrap.servers</c> takes them.</summary>
    public abstract string Bootstrap { get; }

    /// <summary>Three brokers of this program, in this process.</summary>
    public static async Task<BrokerTarget> EmbeddedAsync(CancellationToken cancellation)
    {
        // What is produced must be kept whole, as the others keep it: two million records do not fit into the default budget.
        var options = new EmbeddedKafkaOptions { Brokers = Brokers, MemoryBudgetBytes = 2L << 30, MemoryPolicy = MemoryPolicy.DropOldest };
        return new EmbeddedTarget(await EmbeddedKafka.StartAsync(options, cancellation).ConfigureAwait(false));
    }

    /// <summary>Three brokers of librdkafka's own mock cluster, in this process.</summary>
    public static BrokerTarget Mock() => new MockTarget();

    /// <summary>Brokers that run already.</summary>
    public static BrokerTarget Existing(string bootstrap) => new ExistingTarget(bootstrap);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    private sealed class EmbeddedTarget(EmbeddedKafka kafka) : BrokerTarget
    {
        public override string Name => "embedded";

        public override string Bootstrap => kafka.BootstrapServers;

        public override ValueTask DisposeAsync() => kafka.DisposeAsync();
    }

    // The mock lives in the client that asked for it; others reach it at the addresses of its metadata.
    private sealed class MockTarget : BrokerTarget
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
        private readonly IProducer<Null, byte[]> _owner;

        public MockTarget()
        {
            _owner = new ProducerBuilder<Null, byte[]>(new Dictionary<string, string> { ["test.mock.num.brokers"] = $"{Brokers}", ["bootstrap.servers"] = "mock" })
                .SetLogHandler((_, _) => { }).Build();
            using var admin = new DependentAdminClientBuilder(_owner.Handle).Build();
            Bootstrap = string.Join(',', admin.GetMetadata(Limit).Brokers.Select(b => $"{b.Host}:{b.Port}"));
        }

        public override string Name => "mock";

        public override string Bootstrap { get; }

        public override ValueTask DisposeAsync()
        {
            _owner.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class ExistingTarget(string bootstrap) : BrokerTarget
    {
        public override string Name => bootstrap;

        public override string Bootstrap => bootstrap;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
