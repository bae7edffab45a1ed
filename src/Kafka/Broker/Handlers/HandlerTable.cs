namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>All handlers, one for each API that is offered.</summary>
internal static class HandlerTable
{
    private static readonly Dictionary<short, ApiHandler> ByKey = new ApiHandler[]
    {
        new Api00Produce(), new Api01Fetch(), new Api02ListOffsets(), new Api03Metadata(), new Api08OffsetCommit(), new Api09OffsetFetch(),
        new Api10FindCoordinator(), new Api11JoinGroup(), new Api12Heartbeat(), new Api13LeaveGroup(), new Api14SyncGroup(),
        new Api17SaslHandshake(), new Api18ApiVersions(), new Api19CreateTopics(), new Api20DeleteTopics(), new Api22InitProducerId(),
        new Api36SaslAuthenticate(), new Api15DescribeGroups(), new Api16ListGroups(), new Api21DeleteRecords(), new Api23OffsetForLeaderEpoch(),
        new Api32DescribeConfigs(), new Api33AlterConfigs(), new Api35DescribeLogDirs(), new Api37CreatePartitions(), new Api42DeleteGroups(),
        new Api44IncrementalAlterConfigs(), new Api46ListPartitionReassignments(), new Api47OffsetDelete(), new Api60DescribeCluster(),
        new Api24AddPartitionsToTxn(), new Api25AddOffsetsToTxn(), new Api26EndTxn(), new Api27WriteTxnMarkers(), new Api28TxnOffsetCommit(),
        new Api65DescribeTransactions(), new Api66ListTransactions(),
        new Api29DescribeAcls(), new Api30CreateAcls(), new Api31DeleteAcls(), new Api43ElectLeaders(), new Api45AlterPartitionReassignments(),
        new Api61DescribeProducers(), new Api74ListConfigResources(), new Api75DescribeTopicPartitions(),
        new Api34AlterReplicaLogDirs(), new Api38CreateDelegationToken(), new Api39RenewDelegationToken(), new Api40ExpireDelegationToken(),
        new Api41DescribeDelegationToken(), new Api48DescribeClientQuotas(), new Api49AlterClientQuotas(), new Api50DescribeUserScramCredentials(),
        new Api51AlterUserScramCredentials(), new Api55DescribeQuorum(), new Api57UpdateFeatures(), new Api64UnregisterBroker(),
        new Api68ConsumerGroupHeartbeat(), new Api69ConsumerGroupDescribe(), new Api71GetTelemetrySubscriptions(), new Api72PushTelemetry(),
        new Api80AddRaftVoter(), new Api81RemoveRaftVoter(),
    }.ToDictionary(h => (short)h.Key);

    /// <summary>Ascending by key.</summary>
    public static IEnumerable<ApiHandler> All => ByKey.Values.OrderBy(h => h.Key);

    public static ApiHandler? Find(short key) => ByKey.GetValueOrDefault(key);
}
