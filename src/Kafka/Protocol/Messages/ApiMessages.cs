namespace Ms2Lab.Kafka.Protocol.Messages;

/// <summary>Header versions (section "Protocol" of Kafka's documentation; KIP-482, KIP-511).</summary>
public static partial class ApiMessages
{
    /// <summary>Whether this version of the API has compact lengths and tagged fields.</summary>
    public static bool IsFlexible(short apiKey, short version) => version >= FirstFlexibleVersion(apiKey);

    /// <summary>2 for flexible requests, else 1.</summary>
    public static short RequestHeaderVersion(short apiKey, short version) => IsFlexible(apiKey, version) ? (short)2 : (short)1;

    /// <summary>1 for flexible responses, else 0; ApiVersions always answers with 0, since the client does not know yet what the broker speaks.</summary>
    public static short ResponseHeaderVersion(short apiKey, short version) =>
        apiKey != (short)ApiKey.ApiVersions && IsFlexible(apiKey, version) ? (short)1 : (short)0;
}
