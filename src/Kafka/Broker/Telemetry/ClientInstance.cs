using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Telemetry;

/// <summary>One client that asked what metrics it shall push (KIP-714): when it may ask and push again. Owned by the cluster's lock.</summary>
internal sealed class ClientInstance
{
    /// <summary>Milliseconds between two pushes, of a client that no subscription is for.</summary>
    public const int PushIntervalMs = 300_000;

    private long _askedAt;
    private long _pushedAt;

    /// <summary>What the client's last push was answered; after an error of the subscription it may ask at once.</summary>
    public ErrorCode LastError { get; set; }

    /// <summary>Whether the client has said goodbye.</summary>
    public bool IsTerminating { get; set; }

    /// <summary>Whether the client may ask for its subscription now, and notes that it did.</summary>
    public bool TryAsk(long now)
    {
        if (now - Math.Max(_askedAt, _pushedAt) < PushIntervalMs && LastError is not (ErrorCode.UnknownSubscriptionId or ErrorCode.UnsupportedCompressionType))
        {
            return false;
        }

        _askedAt = now;
        return true;
    }

    /// <summary>Whether the client may push now, and notes that it did: once after it has asked, then once in each interval.</summary>
    public bool TryPush(long now)
    {
        if (_askedAt <= _pushedAt && now - _pushedAt < PushIntervalMs)
        {
            return false;
        }

        _pushedAt = now;
        return true;
    }
}
