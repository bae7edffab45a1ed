namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>The name of a record, enum or fixed: a simple name and an optional name space. Which characters it may have is for <see cref="AvroNames"/> to say.</summary>
public sealed record AvroName
{
    /// <summary>Splits <paramref name="name"/> at its last dot; an undotted name lives in <paramref name="space"/>.</summary>
    public AvroName(string name, string? space)
    {
        var dot = name.LastIndexOf('.');
        Simple = dot < 0 ? name : name[(dot + 1)..];
        var wanted = dot < 0 ? space : name[..dot];
        Space = string.IsNullOrEmpty(wanted) ? null : wanted;
        Full = Space is null ? Simple : $"{Space}.{Simple}";
    }

    /// <summary>The part after the last dot.</summary>
    public string Simple { get; }

    /// <summary>The name space, or null.</summary>
    public string? Space { get; }

    /// <summary>Name space, dot and simple name.</summary>
    public string Full { get; }

    /// <summary>The simple name inside its own name space, the full one elsewhere.</summary>
    public string Within(string? space) => Space is null || Space == space ? Simple : Full;
}
