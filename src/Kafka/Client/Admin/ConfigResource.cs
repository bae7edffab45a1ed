namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>Something that has settings.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Name">Its name.</param>
public sealed record ConfigResource(ConfigResourceType Type, string Name)
{
    /// <summary>A topic.</summary>
    public static ConfigResource Topic(string name) => new(ConfigResourceType.Topic, name);
}
