using Ms2Lab.Kafka.Protocol;
using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Client.Consuming;

/// <summary>What a node said of one partition.</summary>
internal readonly record struct FetchAnswer(FetchTarget Target, ErrorCode Error, FetchResponse.PartitionData Data);
