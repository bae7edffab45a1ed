using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// The features that ApiVersions tells clients of, at the levels of Kafka 4.3. Version 2 of transactions lets a producer skip adding
/// partitions and raise its epoch with each end. Share and streams groups have their levels as in Kafka, though their APIs are not offered: clients look for
/// those. Clients of version 3 of ApiVersions take no feature whose least level is 0 (KAFKA-17011).
/// </summary>
internal static class Features
{
    private const short FirstVersionWithZero = 4;

    private static readonly (string Name, short Least, short Most, short Level)[] All = 
    [
        ("group.version", 0, 1, 1),
        ("kraft.version", 0, 1, 0),
        ("metadata.version", 7, 30, 30),
        ("share.version", 0, 1, 1),
        ("streams.version", 0, 1, 1),
        ("transaction.version", 0, 2, 2),
        ("eligible.leader.replicas.version", 0, 1, 1),
    ];

    /// <summary>The features with a level, in the order of Kafka's answers.</summary>
    private static readonly string[] Finalized =
        ["group.version", "streams.version", "transaction.version", "eligible.leader.replicas.version", "share.version", "metadata.version"];

    /// <summary>The levels that a feature may have and the one that it has.</summary>
    public static (short Least, short Most, short Level)? Find(string name)
    {
        var feature = Array.Find(All, f => f.Name == name);
        return feature.Name is null ? null : (feature.Least, feature.Most, feature.Level);
    }

    public static ApiVersionsResponse AddTo(ApiVersionsResponse response, short version)
    {
        response.SupportedFeatures.AddRange(All.Where(f => f.Least > 0 || version >= FirstVersionWithZero)
            .Select(f => new ApiVersionsResponse.SupportedFeatureKey { Name = f.Name, MinVersion = f.Least, MaxVersion = f.Most }));
        response.FinalizedFeatures.AddRange(Finalized.Select(name => (Name: name, Find(name)!.Value.Level))
            .Select(f => new ApiVersionsResponse.FinalizedFeatureKey { Name = f.Name, MinVersionLevel = f.Level, MaxVersionLevel = f.Level }));

        response.FinalizedFeaturesEpoch = 1;
        return response;
    }
}
