using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Ms2Lab.Environments.Core;

namespace Ms2Lab.Labs.LabKit.Clients;

/// <summary>Kafka as a lab needs it, through the client that students use too.</summary>
public sealed class LabKafka : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ReadPause = TimeSpan.FromSeconds(3);

    // A broker that has just started looks for the groups' coordinator; members leave a moment after their connector is deleted.
    private static readonly ErrorCode[] Passing =
        [ErrorCode.NonEmptyGroup, ErrorCode.NotCoordinatorForGroup, ErrorCode.GroupCoordinatorNotAvailable, ErrorCode.GroupLoadInProgress];

    private readonly ClientConfig _config;
    private readonly TimeProvider _time;
    private IAdminClient? _admin;
    private IProducer<byte[]?, byte[]?>? _producer;
    private IConsumer<byte[], byte[]>? _consumer;

    /// <summary>Creates a client; it connects when first used.</summary>
    /// <exception cref="EnvironmentException">The environment has no Kafka.</exception>
    public LabKafka(Endpoints endpoints, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        _time = time;
        var bootstrap = endpoints.Bootstrap ?? throw new EnvironmentException("This environment has no kafka.", "Start one with it: `lab up --only kafka`.");
        var sasl = endpoints.Credentials?.Kafka;
        _config = new ClientConfig { BootstrapServers = bootstrap, SecurityProtocol = Enum.Parse<SecurityProtocol>((sasl?.SecurityProtocol ?? "PLAINTEXT").Replace("_", "", StringComparison.Ordinal), ignoreCase: true) };
        if (sasl?.Mechanism is { } mechanism)
        {
            _config.Set("sasl.mechanism", mechanism);
            _config.SaslUsername = sasl.Username;
            _config.SaslPassword = sasl.Password;
        }
    }

    private IAdminClient Admin => _admin ??= new AdminClientBuilder(_config).SetLogHandler((_, _) => { }).Build();

    private IProducer<byte[]?, byte[]?> Producer =>
        _producer ??= new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig(_config) { LingerMs = 0, MessageTimeoutMs = (int)Limit.TotalMilliseconds }).SetLogHandler((_, _) => { }).Build();

    private IConsumer<byte[], byte[]> Consumer =>
        _consumer ??= new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig(_config) { GroupId = "ms2lab-probe", EnableAutoCommit = false }).SetLogHandler((_, _) => { }).Build();

    /// <summary>The address of the worker that leads the Connect cluster, or null while there is none.</summary>
    public Uri? ConnectLeader() =>
        Admin.ListGroups(Limit).FirstOrDefault(g => g.ProtocolType == "connect" && g.Members.Count > 0)?.Members[0].MemberAssignment is { Length: > 8 } assignment
            ? GroupAssignments.LeaderUrl(assignment)
            : null;

    /// <summary>How many partitions each member of a consumer group has, most first; empty where the group has no members.</summary>
    public IReadOnlyList<int> PartitionsOfMembers(string group) =>
        [.. (Admin.ListGroup(group, Limit)?.Members ?? []).Select(m => GroupAssignments.PartitionCount(m.MemberAssignment ?? [])).OrderDescending()];

    /// <summary>Creates a topic; one that exists is no error.</summary>
    public async Task CreateTopicAsync(string topic, int partitions = 1)
    {
        try
        {
            await Admin.CreateTopicsAsync([new() { Name = topic, NumPartitions = partitions, ReplicationFactor = -1 }], new() { RequestTimeout = Limit, OperationTimeout = Limit });
        }
        catch (CreateTopicsException e) when (e.Results.All(r => r.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists))
        {
            // there already, as wished
        }
    }

    /// <summary>Deletes a topic and waits until it is gone; one that does not exist is no error.</summary>
    /// <exception cref="EnvironmentException">It is still listed after 15 s.</exception>
    public async Task DeleteTopicAsync(string topic, CancellationToken cancellation)
    {
        try
        {
            await Admin.DeleteTopicsAsync([topic], new() { RequestTimeout = Limit, OperationTimeout = Limit });
        }
        catch (DeleteTopicsException e) when (e.Results.All(r => r.Error.Code is ErrorCode.NoError or ErrorCode.UnknownTopicOrPart))
        {
            return;
        }
        await Eventually.ClearedAsync(
            $"The end of topic {topic}", _ => Task.FromResult(Exists(topic) ? "the broker still lists it" : null), "See whether a producer creates it again.", Limit, _time, cancellation);
    }

    /// <summary>Deletes a consumer group.</summary>
    /// <returns>Null where it is gone, or never was; else the broker's words: it still has members, or its coordinator is being found.</returns>
    public async Task<string?> DeleteGroupAsync(string group)
    {
        try
        {
            await Admin.DeleteGroupsAsync([group], new() { RequestTimeout = Limit });
            return null;
        }
        catch (DeleteGroupsException e) when (e.Results is [{ Error.Code: ErrorCode.GroupIdNotFound }])
        {
            return null;
        }
        catch (DeleteGroupsException e) when (e.Results is [{ Error: var error }] && Passing.Contains(error.Code))
        {
            return error.Reason;
        }
    }

    /// <summary>Whether a consumer group has committed the end of every partition of a topic. False where the topic is empty or missing, or nothing was committed.</summary>
    public async Task<bool> IsThroughAsync(string group, string topic)
    {
        var partitions = PartitionsOf(topic);
        if (partitions.Count == 0)
        {
            return false;
        }
        var ends = partitions.ToDictionary(p => p, p => Consumer.QueryWatermarkOffsets(p, Limit).High.Value);
        if (ends.Values.All(end => end == 0))
        {
            return false;
        }
        try
        {
            var committed = (await Admin.ListConsumerGroupOffsetsAsync([new(group, [.. partitions])], new() { RequestTimeout = Limit })).Single().Partitions;
            return committed.All(c => ends[c.TopicPartition] <= Math.Max(c.Offset.Value, 0)); // nothing committed is a negative offset
        }
        catch (KafkaException e) when (Passing.Contains(e.Error.Code))
        {
            return false;
        }
    }

    /// <summary>Number of records ever appended to partition 0 of a topic, or null where there is no such topic.</summary>
    public long? EndOffset(string topic)
    {
        if (!Exists(topic))
        {
            return null;
        }
        try
        {
            return Consumer.QueryWatermarkOffsets(new(topic, 0), Limit).High.Value;
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.Local_UnknownPartition or ErrorCode.Local_UnknownTopic or ErrorCode.UnknownTopicOrPart)
        {
            return null; // deleted between the two questions
        }
    }

    /// <summary>Appends a record to partition 0 and waits for the broker's acknowledgement.</summary>
    /// <returns>Its offset.</returns>
    public async Task<long> ProduceAsync(string topic, byte[]? key, byte[]? value, CancellationToken cancellation)
    {
        var delivered = await Producer.ProduceAsync(new TopicPartition(topic, 0), new Message<byte[]?, byte[]?> { Key = key, Value = value }, cancellation);
        return delivered.Offset.Value;
    }

    /// <summary>Reads everything that a topic holds now, partition by partition.</summary>
    /// <returns>Records in the order of partition and offset; empty where there is no such topic.</returns>
    public IReadOnlyList<TopicRecord> Read(string topic)
    {
        var records = new List<TopicRecord>();
        foreach (var partition in PartitionsOf(topic))
        {
            var held = Consumer.QueryWatermarkOffsets(partition, Limit);
            Consumer.Assign(new TopicPartitionOffset(partition, held.Low));
            // A null answer means that nothing came for a while: what lies before the end may have been markers, which are no records.
            for (var next = held.Low.Value; next < held.High.Value && Consumer.Consume(ReadPause) is { } record; next = record.Offset.Value + 1)
            {
                records.Add(new(partition.Partition.Value, record.Offset.Value, record.Message.Key, record.Message.Value, Texts(record.Message.Headers)));
            }
        }
        _consumer?.Unassign();
        return records;
    }

    private static Dictionary<string, string> Texts(Headers headers)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var header in headers)
        {
            texts[header.Key] = System.Text.Encoding.UTF8.GetString(header.GetValueBytes() ?? []);
        }
        return texts;
    }

    private bool Exists(string topic) => PartitionsOf(topic).Count > 0;

    // All topics are asked for: asking for one by name would create it.
    private IReadOnlyList<TopicPartition> PartitionsOf(string topic) =>
        [.. Admin.GetMetadata(Limit).Topics.Where(t => t.Topic == topic && !t.Error.IsError).SelectMany(t => t.Partitions).Select(p => new TopicPartition(topic, p.PartitionId)).OrderBy(p => p.Partition.Value)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _producer?.Dispose();
        _consumer?.Close();
        _consumer?.Dispose();
        _admin?.Dispose();
    }
}
