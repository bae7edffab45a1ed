namespace Ms2Lab.Schemas.Formats.Avro;

/// <summary>One of a list of symbols, written as its index.</summary>
public sealed class AvroEnum : AvroNamed
{
    private readonly Dictionary<string, int> indexes = [];

    /// <summary>Refuses repeated symbols. A default outside the symbols is kept, as registries store it.</summary>
    public AvroEnum(AvroName name, string? doc, IReadOnlyList<string> aliases, IReadOnlyList<string> symbols, string? defaultSymbol)
        : base(name, doc, aliases)
    {
        foreach (var symbol in symbols)
        {
            if (!indexes.TryAdd(symbol, indexes.Count))
            {
                throw new AvroSchemaException($"Duplicate enum symbol: {symbol}");
            }
        }

        Symbols = symbols;
        Default = defaultSymbol;
    }

    /// <inheritdoc/>
    public override AvroType Type => AvroType.Enum;

    /// <summary>The symbols in order.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>What a reader takes for a symbol it does not know, or null.</summary>
    public string? Default { get; }

    /// <summary>The index of a symbol, or -1.</summary>
    public int IndexOf(string symbol) => indexes.GetValueOrDefault(symbol, -1);
}
