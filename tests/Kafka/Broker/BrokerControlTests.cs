using Ms2Lab.Kafka.Broker;
using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Tests.Broker;

public sealed class BrokerControlTests
{
    [Fact]
    public async Task A_killed_broker_hands_its_partitions_over_and_returns_on_its_port()
    {
        // Given
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = 2 }, TestContext.Current.CancellationToken);
        kafka.CreateTopic("readings", partitions: 2, replicationFactor: 2);
        var port = kafka.Brokers[0].Port;
        await using var client = await WireClient.ConnectAsync(kafka.Brokers[1]);

        // When
        await kafka.KillAsync(1);
        var dead = await client.AskAsync<MetadataResponse>(new MetadataRequest { Topics = null }, 12);
        kafka.Restart(1);
        await using var returned = await WireClient.ConnectAsync(kafka.Brokers[0]);
        var alive = await returned.AskAsync<MetadataResponse>(new MetadataRequest { Topics = null }, 12);

        // Then
        dead.Brokers.Should().ContainSingle().Which.NodeId.Should().Be(2);
        dead.Topics[0].Partitions.Should().OnlyContain(p => p.LeaderId == 2 && p.OfflineReplicas.Count == 1);
        alive.Brokers.Single(b => b.NodeId == 1).Port.Should().Be(port);
        alive.Topics[0].Partitions.Should().OnlyContain(p => p.LeaderId == 2 && p.IsrNodes.Count == 2);
    }

    [Fact]
    public async Task A_moved_leader_is_refused_where_it_was()
    {
        // Given
        await using var kafka = await EmbeddedKafka.StartAsync(new EmbeddedKafkaOptions { Brokers = 2 }, TestContext.Current.CancellationToken);
        kafka.CreateTopic("readings", replicationFactor: 2);
        await using var client = await WireClient.ConnectAsync(kafka.Brokers[0]);

        // When
        kafka.MoveLeader("readings", 0, 2);
        var request = new OffsetForLeaderEpochRequest { Topics = [new() { Topic = "readings", Partitions = [new() { Partition = 0, LeaderEpoch = 0 }] }] };
        var answer = await client.AskAsync<OffsetForLeaderEpochResponse>(request, 4);

        // Then
        answer.Topics[0].Partitions[0].ErrorCode.Should().Be((short)ErrorCode.NotLeaderOrFollower);
    }
}
