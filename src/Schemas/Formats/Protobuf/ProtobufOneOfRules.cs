namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>How a registry sees what happens to the members of oneofs.</summary>
public enum ProtobufOneOfRules
{
    /// <summary>A oneof is compared with its namesake, and fields outside with fields outside: Schema Registry up to 8.3.</summary>
    ByName,

    /// <summary>Fields are compared by number across the whole message, in a oneof or not: the releases after it.</summary>
    ByNumber,
}
