namespace Ms2Lab.Kafka.Client.Admin;

/// <summary>How a setting is altered (KIP-339), with its value on the wire.</summary>
public enum AlterConfigOperation : sbyte
{
    /// <summary>The value replaces what was.</summary>
    Set = 0,

    /// <summary>Back to the default.</summary>
    Delete = 1,

    /// <summary>Added to a list.</summary>
    Append = 2,

    /// <summary>Taken from a list.</summary>
    Subtract = 3,
}
