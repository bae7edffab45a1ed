using Ms2Lab.Kafka.Protocol.Messages;

namespace Ms2Lab.Kafka.Broker.Handlers;

/// <summary>
/// The features that ApiVersions tells clients of, at the levels of Kafka 4.3. Version 2 of transactions lets a producer skip adding
/// partitions and raise its epoch with each end. Features of what is not offered (share and streams groups) are left out.
/// </summary>
internal static class Features
{
    private static readonly (string Name, short Least, short Most)[] All = [("group.version", 0, 1), ("metadata.version", 7, 30), ("transaction.version", 0, 2)];

    public static (short Least, short Most)? Find(string name)
    {
        var feature = Array.Find(All, f => f.Name == name);
        return feature.Name is null ? null : (feature.Least, feature.Most);
    }

    public static ApiVersionsResponse AddTo(ApiVersionsResponse response)
    {
        foreach (var (name, least, most) in All)
        {
            response.SupportedFeatures.Add(new() { Name = name, MinVersion = least, MaxVersion = most });
            response.FinalizedFeatures.Add(new() { Name = name, MinVersionLevel = most, MaxVersionLevel = most });
        }

        response.FinalizedFeaturesEpoch = 1;
        return response;
    }
}
