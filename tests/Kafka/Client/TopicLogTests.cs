using System.Collections.Concurrent;
using System.Text;
using Ms2Lab.Kafka.Client.Admin;
using Ms2Lab.Kafka.Client.Consuming;
using Ms2Lab.Kafka.Client.Logs;
using Ms2Lab.Kafka.Client.Producing;

namespace Ms2Lab.Kafka.Tests.Client;

public sealed class TopicLogTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<ConsumerRecord> _records = new();
    private EmbeddedCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await EmbeddedCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_missing_topic_is_created_compacted()
    {
        await using var log = Log(new TopicLogOptions { Topic = "table", Partitions = 3, Configs = new Dictionary<string, string?> { ["cleanup.policy"] = "delete", ["segment.ms"] = "60000" } });

        await log.StartAsync(Cancellation);

        var configs = await _cluster.Admin.DescribeConfigsAsync(ConfigResource.Topic("table"), Cancellation);
        configs["cleanup.policy"].Value.Should().Be("compact");
        configs["segment.ms"].Value.Should().Be("60000");
        log.Partitions.Should().Be(3);
    }

    [Fact]
    public async Task A_topic_that_is_not_compacted_is_refused()
    {
        await _cluster.CreateTopicAsync("plain");
        await using var log = Log(new TopicLogOptions { Topic = "plain" });

        var start = () => log.StartAsync(Cancellation);

        (await start.Should().ThrowAsync<CleanupPolicyException>()).Which.Policy.Should().Be("delete");
    }

    [Fact]
    public async Task What_was_written_before_is_handed_over_at_the_start_in_order()
    {
        await using (var before = Log(new TopicLogOptions { Topic = "table", Partitions = 2 }))
        {
            await before.StartAsync(Cancellation);
            for (var i = 0; i < 100; i++)
            {
                await AppendAsync(before, $"k{i % 10}", $"{i}");
            }
        }
        _records.Clear();

        await using var log = Log(new TopicLogOptions { Topic = "table" });
        await log.StartAsync(Cancellation);

        _records.GroupBy(r => r.Partition).Should().AllSatisfy(p => p.Select(r => r.Offset).Should().Equal(Enumerable.Range(0, p.Count()).Select(i => (long)i)));
        _records.Select(r => int.Parse(Text(r.Value)!)).Should().BeEquivalentTo(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Reading_to_the_end_sees_what_another_log_has_appended()
    {
        await using var writer = Log(new TopicLogOptions { Topic = "table" });
        await writer.StartAsync(Cancellation);
        var seen = new ConcurrentQueue<string?>();
        await using var reader = new TopicLog(_cluster.Client, new TopicLogOptions { Topic = "table" }, r => seen.Enqueue(Text(r.Value)));
        await reader.StartAsync(Cancellation);

        await AppendAsync(writer, "key", "one");
        await AppendAsync(writer, "key", null);
        await reader.ReadToEndAsync(Cancellation);

        seen.Should().Equal("one", null);
    }

    [Fact]
    public async Task A_callback_that_throws_fails_every_later_read()
    {
        await using var log = new TopicLog(_cluster.Client, new TopicLogOptions { Topic = "table" }, _ => throw new FormatException("no table"));
        await log.StartAsync(Cancellation);
        await AppendAsync(log, "key", "value");

        for (var i = 0; i < 2; i++)
        {
            var read = () => log.ReadToEndAsync(Cancellation);
            (await read.Should().ThrowAsync<FormatException>()).WithMessage("no table");
        }
    }

    [Fact]
    public async Task A_closed_log_says_so_instead_of_waiting()
    {
        var log = Log(new TopicLogOptions { Topic = "table" });
        await log.StartAsync(Cancellation);
        await log.DisposeAsync();

        var read = () => log.ReadToEndAsync(Cancellation);

        await read.Should().ThrowAsync<ObjectDisposedException>();
    }

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private static Task<RecordMetadata> AppendAsync(TopicLog log, string key, string? value) =>
        log.AppendAsync(Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value), cancellation: Cancellation);

    private TopicLog Log(TopicLogOptions options) => new(_cluster.Client, options, _records.Enqueue);
}
