using System.Globalization;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Kafka.Client.Producing;

public sealed partial record ProducerOptions
{
    /// <summary>Reads a producer's properties; those that are not listed above are left alone.</summary>
    /// <exception cref="ArgumentException">A value is no such number or name, or values contradict each other; the text is Kafka's.</exception>
    public static ProducerOptions FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var standard = new ProducerOptions();
        var acks = AcksOf(properties.GetValueOrDefault("acks", "all"));
        var inFlight = (int)Number(properties, "max.in.flight.requests.per.connection", standard.MaxInFlight);
        var retries = (int)Number(properties, "retries", standard.Retries);
        var transactionalId = properties.GetValueOrDefault("transactional.id");
        var options = standard with
        {
            Acks = acks,
            MaxInFlight = inFlight,
            Retries = retries,
            TransactionalId = transactionalId,
            Idempotent = IsIdempotent(properties, acks, inFlight, retries),
            TransactionTimeout = Milliseconds(properties, "transaction.timeout.ms", standard.TransactionTimeout),
            Compression = CompressionOf(properties.GetValueOrDefault("compression.type", "none")),
            Linger = Milliseconds(properties, "linger.ms", standard.Linger),
            BatchSize = (int)Number(properties, "batch.size", standard.BatchSize),
            BufferMemory = Number(properties, "buffer.memory", standard.BufferMemory),
            MaxRequestSize = (int)Number(properties, "max.request.size", standard.MaxRequestSize),
            MaxBlock = Milliseconds(properties, "max.block.ms", standard.MaxBlock),
            RequestTimeout = Milliseconds(properties, "request.timeout.ms", standard.RequestTimeout),
            RetryBackoff = Milliseconds(properties, "retry.backoff.ms", standard.RetryBackoff),
            RetryBackoffMax = Milliseconds(properties, "retry.backoff.max.ms", standard.RetryBackoffMax),
            IgnoreKeys = properties.GetValueOrDefault("partitioner.ignore.keys", "false").Equals("true", StringComparison.OrdinalIgnoreCase),
        };
        if (transactionalId is not null && !options.Idempotent)
        {
            throw new ArgumentException("Cannot set a transactional.id without also enabling idempotence.");
        }

        return options with { DeliveryTimeout = DeliveryTimeoutOf(properties, options) };
    }

    private static TimeSpan DeliveryTimeoutOf(IReadOnlyDictionary<string, string> properties, ProducerOptions options)
    {
        var delivery = Milliseconds(properties, "delivery.timeout.ms", options.DeliveryTimeout);
        var least = options.Linger + options.RequestTimeout;
        if (delivery >= least)
        {
            return delivery;
        }

        return properties.ContainsKey("delivery.timeout.ms")
            ? throw new ArgumentException("delivery.timeout.ms should be equal to or larger than linger.ms + request.timeout.ms")
            : least;
    }

    private static bool IsIdempotent(IReadOnlyDictionary<string, string> properties, Acks acks, int inFlight, int retries)
    {
        var isPossible = acks == Acks.All && inFlight <= 5 && retries > 0;
        if (!properties.TryGetValue("enable.idempotence", out var text))
        {
            return isPossible;
        }

        if (!text.Trim().Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return isPossible
            ? true
            : throw new ArgumentException(
                acks != Acks.All ? "Must set acks to all in order to use the idempotent producer. Otherwise we cannot guarantee idempotence."
                : retries == 0 ? "Must set retries to non-zero when using the idempotent producer."
                : "Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer.");
    }

    private static Acks AcksOf(string text) => text.Trim() switch
    {
        "all" or "-1" => Acks.All,
        "0" => Acks.None,
        "1" => Acks.Leader,
        _ => throw new ArgumentException($"Invalid value {text} for configuration acks: String must be one of: all, -1, 0, 1"),
    };

    private static CompressionCodec CompressionOf(string text) => text.Trim() switch
    {
        "none" => CompressionCodec.None,
        "gzip" => CompressionCodec.Gzip,
        "snappy" => CompressionCodec.Snappy,
        "lz4" => CompressionCodec.Lz4,
        "zstd" => CompressionCodec.Zstd,
        _ => throw new ArgumentException($"Invalid value {text} for configuration compression.type: String must be one of: none, gzip, snappy, lz4, zstd"),
    };

    private static TimeSpan Milliseconds(IReadOnlyDictionary<string, string> properties, string name, TimeSpan standard) =>
        properties.ContainsKey(name) ? TimeSpan.FromMilliseconds(Math.Min(Number(properties, name, 0), int.MaxValue)) : standard;

    private static long Number(IReadOnlyDictionary<string, string> properties, string name, long standard)
    {
        if (!properties.TryGetValue(name, out var text))
        {
            return standard;
        }

        return long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new ArgumentException($"Invalid value {text} for configuration {name}: Not a number of type LONG");
    }
}
