namespace Ms2Lab.Schemas.Registry.Store;

/// <summary>A record of a registry's log: JSON texts in UTF-8, as in the topic <c>_schemas</c>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; null removes what the key stood for.</param>
/// <param name="Timestamp">When it was written, in ms since 1970; 0 before it is.</param>
public sealed record StoreRecord(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte>? Value, long Timestamp = 0);
