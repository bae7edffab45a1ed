using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Error codes of transactions as the client knows them.</summary>
internal static class TransactionErrors
{
    /// <summary>Clients of old versions do not know PRODUCER_FENCED and get INVALID_PRODUCER_EPOCH.</summary>
    public static ErrorCode For(ErrorCode error, bool knowsFenced) =>
        error == ErrorCode.ProducerFenced && !knowsFenced ? ErrorCode.InvalidProducerEpoch : error;
}
