using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Redis;

/// <summary>Sets and deletes keys: <c>com.github.jcustenborder.kafka.connect.redis.RedisSinkTask</c>.</summary>
public sealed class RedisSinkTask : SinkTask
{
    private static readonly byte[] SetCommand = "MSET"u8.ToArray();
    private static readonly byte[] DeleteCommand = "DEL"u8.ToArray();
    private RedisSinkConfig _config = null!;
    private RedisSession? _session;

    /// <inheritdoc/>
    public override string Version => RedisPlugins.Version;

    /// <inheritdoc/>
    public override Task StartAsync(IReadOnlyDictionary<string, string> props, CancellationToken cancellation)
    {
        _config = new RedisSinkConfig(props);
        _session = new RedisSession(_config, Context);
        return _session.OpenAsync(cancellation);
    }

    /// <summary>Checks all records, then sends each run of values and each run of tombstones as one command, in order.</summary>
    /// <exception cref="DataException">A key or value is neither text nor bytes; nothing has been sent.</exception>
    public override async Task PutAsync(IReadOnlyList<SinkRecord> records, CancellationToken cancellation)
    {
        foreach (var command in Commands(records))
        {
            await _session!.ExecuteAsync(command, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the next offset of each partition beside the data.</summary>
    public override async Task FlushAsync(IReadOnlyDictionary<TopicPartition, OffsetAndMetadata> offsets, CancellationToken cancellation)
    {
        if (offsets.Count == 0)
        {
            return;
        }

        var command = new List<byte[]> { SetCommand };
        foreach (var (partition, offset) in offsets)
        {
            command.Add(Encoding.UTF8.GetBytes($"__kafka.offset.{partition.Topic}.{partition.Partition}"));
            command.Add(Encoding.UTF8.GetBytes(
                $"{{\"topic\":\"{partition.Topic}\",\"partition\":{partition.Partition},\"offset\":{offset.Offset}}}"));
        }

        await _session!.ExecuteAsync(command, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task StopAsync() => _session?.CloseAsync() ?? Task.CompletedTask;

    private List<List<byte[]>> Commands(IReadOnlyList<SinkRecord> records)
    {
        var commands = new List<List<byte[]>>();
        byte[]? kind = null;
        foreach (var record in records)
        {
            var key = Key(record);
            var value = record.Value is null ? null : Bytes(record.Value, "value");
            var wanted = value is null ? DeleteCommand : SetCommand;
            if (wanted != kind)
            {
                kind = wanted;
                commands.Add([kind]);
            }

            commands[^1].Add(key);
            if (value is not null)
            {
                commands[^1].Add(value);
            }
        }

        return commands;
    }

    private byte[] Key(SinkRecord record)
    {
        var place = $" topic = {record.Topic} partition = {JavaText.Of(record.KafkaPartition)} offset = {record.KafkaOffset}";
        var key = Bytes(record.Key ?? throw new DataException("The key for the record cannot be null." + place), "key");
        return key.Length > 0 ? key : throw new DataException("The key cannot be an empty byte array." + place);
    }

    private byte[] Bytes(object part, string name) => part switch
    {
        byte[] bytes => bytes,
        string text => _config.Encode(text),
        _ => throw new DataException(
            $"The {name} for the record must be String or Bytes. Consider using the ByteArrayConverter or StringConverter if the data is "
            + "stored in Kafka in the format needed in Redis. Another option is to use a single message transformation to transform the data "
            + "before it is written to Redis."),
    };
}
