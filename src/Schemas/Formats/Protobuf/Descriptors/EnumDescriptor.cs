namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>An enum: symbols and numbers. Where several symbols share a number, the first is the number's name.</summary>
public sealed class EnumDescriptor
{
    private readonly Dictionary<int, string> names = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    internal EnumDescriptor(string fullName, ProtoEnum type, bool isClosed)
    {
        FullName = fullName;
        Name = type.Name;
        IsClosed = isClosed;
        Symbols = [.. type.Constants.Select(c => c.Name)];
        foreach (var constant in type.Constants)
        {
            names.TryAdd(constant.Tag, constant.Name);
            numbers[constant.Name] = constant.Tag;
        }

        DefaultNumber = type.Constants.Count > 0 ? type.Constants[0].Tag : 0;
    }

    /// <summary>The simple name.</summary>
    public string Name { get; }

    /// <summary>The name with package and messages around it.</summary>
    public string FullName { get; }

    /// <summary>Whether numbers without symbol are unknown fields (proto2) and not values (proto3).</summary>
    public bool IsClosed { get; }

    /// <summary>The symbols in order of the text.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The number of the first symbol, which an unset field stands for.</summary>
    public int DefaultNumber { get; }

    /// <summary>The symbol of a number, or null.</summary>
    public string? Symbol(int number) => names.GetValueOrDefault(number);

    /// <summary>The number of a symbol, or null.</summary>
    public int? Number(string symbol) => numbers.TryGetValue(symbol, out var number) ? number : null;
}
