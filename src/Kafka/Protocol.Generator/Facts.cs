namespace Ms2Lab.Kafka.Protocol.Generator;

/// <summary>A closed range of versions; <see cref="None"/> holds no version.</summary>
internal readonly struct VersionRange(short low, short high)
{
    public short Low { get; } = low;

    public short High { get; } = high;

    public static readonly VersionRange None = new(1, 0);

    public bool IsEmpty => Low > High;

    public bool Covers(VersionRange other) => other.IsEmpty || (Low <= other.Low && High >= other.High);

    public VersionRange Intersect(VersionRange other) =>
        new(Math.Max(Low, other.Low), Math.Min(High, other.High));

    public override string ToString() => IsEmpty ? "none" : Low == High ? $"{Low}" : High == short.MaxValue ? $"{Low}+" : $"{Low}-{High}";
}

/// <summary>What the table says of one field.</summary>
internal sealed class FieldFact(string name, string type, VersionRange versions)
{
    public string Name { get; } = name;

    /// <summary>The type without the array brackets.</summary>
    public string Element { get; } = type.StartsWith("[]", StringComparison.Ordinal) ? type.Substring(2) : type;

    public bool IsArray { get; } = type.StartsWith("[]", StringComparison.Ordinal);

    public bool IsStruct => char.IsUpper(Element[0]);

    public VersionRange Versions { get; } = versions;

    public VersionRange Nullable { get; set; } = VersionRange.None;

    public VersionRange Tagged { get; set; } = VersionRange.None;

    /// <summary>Versions with compact lengths when they differ from those of the message, else null.</summary>
    public VersionRange? Flexible { get; set; }

    public int Tag { get; set; } = -1;

    public string? Default { get; set; }

    public bool Ignorable { get; set; }

    public List<FieldFact> Fields { get; } = [];
}

/// <summary>What the table says of one request, response, header or stored record.</summary>
internal sealed class MessageFact(string kind, short apiKey, string name, VersionRange versions)
{
    /// <summary>request, response, header or data.</summary>
    public string Kind { get; } = kind;

    public short ApiKey { get; } = apiKey;

    public string Name { get; } = name;

    public VersionRange Versions { get; } = versions;

    public VersionRange Flexible { get; set; } = VersionRange.None;

    public List<FieldFact> Fields { get; } = [];

    /// <summary>Every struct of the message by name, nested ones and shared ones alike.</summary>
    public List<FieldFact> Structs { get; } = [];
}
