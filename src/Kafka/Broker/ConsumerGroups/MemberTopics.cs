using Ms2Lab.Kafka.Broker.Cluster;

namespace Ms2Lab.Kafka.Broker.ConsumerGroups;

/// <summary>A member with the topics of its subscription that there are.</summary>
internal sealed record MemberTopics(ConsumerGroupMember Member, IReadOnlyList<Topic> Topics);
