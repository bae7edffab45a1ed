using System.Text;
using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Kafka.Tests.Fuzz;

/// <summary>Hostile clients beside an honest one, on a cluster of their own.</summary>
internal static class FuzzScenario
{
    private const int Clients = 4;

    /// <summary>Which frames are made; MS2LAB_FUZZ_SEED tries others.</summary>
    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("MS2LAB_FUZZ_SEED"), out var given) ? given : 20261127;

    /// <summary>Plays frames; each is answered or closes its connection, and in between an honest producer gets its records through.</summary>
    public static async Task PlayAsync(int first, int count)
    {
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { MemoryBudgetBytes = 64 << 20, MemoryPolicy = MemoryPolicy.DropOldest }, TestContext.Current.CancellationToken);
        await using var client = new KafkaClient(new KafkaClientOptions { BootstrapServers = [kafka.BootstrapServers], DefaultApiTimeout = TimeSpan.FromSeconds(60) });
        await using var honest = new KafkaProducer(client, new ProducerOptions { Linger = TimeSpan.Zero });
        var source = new FuzzFrames(Seed);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(c => Task.Run(() => AttackAsync(c))));
        await HonestAsync(honest, count);

        async Task AttackAsync(int attacker)
        {
            using var connection = new FuzzConnection(kafka.Brokers[0]);
            for (var number = first + attacker; number < first + count; number += Clients)
            {
                var (frame, isWhole) = source.Make(number);
                try
                {
                    await connection.SendAsync(frame, isWhole);
                }
                catch (TimeoutException e)
                {
                    throw new TimeoutException($"frame {number} of seed {Seed}: {e.Message}: {Convert.ToHexStringLower(frame.AsSpan(0, Math.Min(frame.Length, 400)))}", e);
                }
                if (number % 500 == 0)
                {
                    await HonestAsync(honest, number);
                }
            }
        }
    }

    // Others go on: a record gets through.
    private static async Task HonestAsync(KafkaProducer producer, int number) =>
        (await producer.ProduceAsync(new ProducerRecord("honest", 0, null, Encoding.ASCII.GetBytes($"{number}")), TestContext.Current.CancellationToken)).Offset.Should().BeGreaterThanOrEqualTo(0);
}
