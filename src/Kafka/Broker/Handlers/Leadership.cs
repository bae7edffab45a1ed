using Ms2Lab.Kafka.Broker.Cluster;
using Ms2Lab.Kafka.Protocol;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>Whether a broker may answer for a partition, and whether the client's leader epoch (KIP-320) is the present one.</summary>
internal static class Leadership
{
    public static ErrorCode Refusal(Partition? partition, BrokerNode broker, int clientEpoch = -1)
    {
        if (partition is null || partition.IsDeleted)
        {
            return ErrorCode.UnknownTopicOrPartition;
        }

        if (partition.Leader != broker.Id)
        {
            return ErrorCode.NotLeaderOrFollower;
        }

        return clientEpoch < 0 || clientEpoch == partition.LeaderEpoch ? ErrorCode.None
            : clientEpoch < partition.LeaderEpoch ? ErrorCode.FencedLeaderEpoch
            : ErrorCode.UnknownLeaderEpoch;
    }
}
