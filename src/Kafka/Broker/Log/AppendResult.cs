using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Log;

/// <summary>What became of an append: an error, or the offset of its first record.</summary>
internal readonly record struct AppendResult(ErrorCode Error, long BaseOffset, long AppendTime = -1)
{
    public static AppendResult Failed(ErrorCode error) => new(error, -1);
}
