using System.Text.RegularExpressions;
using Ms2Lab.Kafka.Client;
using Ms2Lab.Kafka.Client.Consuming;

namespace Ms2Lab.Kafka.Tests.Client;

public sealed class ConsumerGroupTests : IAsyncLifetime
{
    private readonly string _group = $"g-{Guid.NewGuid():N}";
    private ClientWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ClientWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("range")]
    [InlineData("roundrobin")]
    [InlineData("sticky")]
    [InlineData("cooperative-sticky")]
    public async Task Two_members_share_the_partitions_and_the_one_that_stays_gets_all(string assignor)
    {
        var topic = await _world.TopicAsync(4);
        await using var first = Member(assignor);
        await using var second = Member(assignor);
        first.Subscribe([topic]);
        second.Subscribe([topic]);

        await ClientWorld.PollUntilAsync(_ => first.Assignment.Count == 2 && second.Assignment.Count == 2, first, second);
        first.Assignment.Concat(second.Assignment).Should().OnlyHaveUniqueItems();

        await second.CloseAsync(TestContext.Current.CancellationToken);
        await ClientWorld.PollUntilAsync(_ => first.Assignment.Count == 4, first);
    }

    [Fact]
    public async Task Eager_member_gives_up_all_and_cooperative_member_only_what_moves()
    {
        var topic = await _world.TopicAsync(4);
        var (eager, cooperative) = (new Listener(), new Listener());
        await ShareAsync(topic, "range", eager, $"{_group}-e");
        await ShareAsync(topic, "cooperative-sticky", cooperative, $"{_group}-c");

        eager.Revoked.Should().Contain(4);
        cooperative.Revoked.Should().Equal(2);
        cooperative.Lost.Should().BeEmpty();
    }

    [Fact]
    public async Task Commit_in_the_revocation_hands_over_without_loss_or_repetition()
    {
        var topic = await _world.TopicAsync(2);
        await _world.ProduceAsync(topic, 0, "a", "b");
        await _world.ProduceAsync(topic, 1, "c", "d");
        await using var first = Member("range");
        await using var second = Member("range");
        first.Subscribe([topic], new Listener { OnRevoked = () => first.CommitAsync() });
        second.Subscribe([topic]);
        await ClientWorld.PollUntilAsync(r => r[0].Count == 4, first);

        var records = await ClientWorld.PollUntilAsync(_ => second.Assignment.Count == 1, first, second);
        await _world.ProduceAsync(topic, 0, "e");
        await _world.ProduceAsync(topic, 1, "f");
        var later = await ClientWorld.PollUntilAsync(r => r[0].Count + r[1].Count >= 2, first, second);

        records.Should().OnlyContain(r => r.Count == 0);
        later.Should().OnlyContain(r => r.Count == 1);
    }

    [Fact]
    public async Task Topic_that_appears_later_and_matches_the_pattern_is_read()
    {
        var prefix = $"p{Guid.NewGuid():N}";
        await _world.TopicAsync(1, $"{prefix}-1");
        var client = new KafkaClient(_world.Client.Options with { MetadataMaxAge = TimeSpan.FromMilliseconds(200) });
        await using var consumer = new KafkaConsumer(client, new ConsumerOptions { GroupId = _group, AutoOffsetReset = AutoOffsetReset.Earliest });
        consumer.Subscribe(new Regex($"^{prefix}-.*"));
        await ClientWorld.PollUntilAsync(_ => consumer.Assignment.Count == 1, consumer);

        await _world.TopicAsync(1, $"{prefix}-2");

        await ClientWorld.PollUntilAsync(_ => consumer.Assignment.Count == 2, consumer);
        consumer.Subscription.Should().BeEquivalentTo($"{prefix}-1", $"{prefix}-2");
        await consumer.CloseAsync(TestContext.Current.CancellationToken);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Member_that_vanishes_is_replaced_after_the_session_timeout()
    {
        var topic = await _world.TopicAsync(2);
        await using var first = Member("range");
        await using var second = Member("range");
        first.Subscribe([topic]);
        second.Subscribe([topic]);
        await ClientWorld.PollUntilAsync(_ => first.Assignment.Count == 1 && second.Assignment.Count == 1, first, second);

        await second.AbandonAsync();

        await ClientWorld.PollUntilAsync(_ => first.Assignment.Count == 2, first);
    }

    private async Task ShareAsync(string topic, string assignor, Listener listener, string group)
    {
        await using var first = _world.Consumer(o => o with { GroupId = group, Assignors = [assignor] });
        await using var second = _world.Consumer(o => o with { GroupId = group, Assignors = [assignor] });
        first.Subscribe([topic], listener);
        second.Subscribe([topic]);
        await ClientWorld.PollUntilAsync(_ => first.Assignment.Count == 4, first);
        await ClientWorld.PollUntilAsync(_ => first.Assignment.Count == 2 && second.Assignment.Count == 2, first, second);
        listener.IsClosed = true;
    }

    private KafkaConsumer Member(string assignor) => _world.Consumer(o => o with { GroupId = _group, Assignors = [assignor] });

    private sealed class Listener : IRebalanceListener
    {
        public List<int> Revoked { get; } = [];

        public List<int> Lost { get; } = [];

        public bool IsClosed { get; set; }

        public Func<Task> OnRevoked { get; init; } = () => Task.CompletedTask;

        public Task OnPartitionsRevokedAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct)
        {
            Add(Revoked, partitions);
            return OnRevoked();
        }

        public Task OnPartitionsAssignedAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct) => Task.CompletedTask;

        public Task OnPartitionsLostAsync(IReadOnlyCollection<TopicPartition> partitions, CancellationToken ct)
        {
            Add(Lost, partitions);
            return Task.CompletedTask;
        }

        private void Add(List<int> counts, IReadOnlyCollection<TopicPartition> partitions)
        {
            if (!IsClosed)
            {
                counts.Add(partitions.Count);
            }
        }
    }
}
