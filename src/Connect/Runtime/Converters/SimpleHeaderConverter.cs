using System.Text;
using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Converters;

/// <summary><c>org.apache.kafka.connect.storage.SimpleHeaderConverter</c>: UTF-8 text whose type is inferred when read.</summary>
public sealed class SimpleHeaderConverter : IHeaderConverter
{
    /// <inheritdoc/>
    public ConfigDef Config() => new();

    /// <inheritdoc/>
    public void Configure(IReadOnlyDictionary<string, string> configs)
    {
    }

    /// <inheritdoc/>
    public byte[]? FromConnectHeader(string topic, string headerKey, Schema? schema, object? value) =>
        Values.ConvertToString(value) is { } text ? Encoding.UTF8.GetBytes(text) : null;

    /// <inheritdoc/>
    public SchemaAndValue ToConnectHeader(string topic, string headerKey, byte[]? value)
    {
        if (value is null)
        {
            return SchemaAndValue.Null;
        }

        try
        {
            return Values.ParseString(Encoding.UTF8.GetString(value));
        }
        catch (Exception e) when (e is JavaException or DataException)
        {
            // Connect falls back to the bytes when a text looks like a value but cannot be made one.
            return new SchemaAndValue(Schema.BytesSchema, value);
        }
    }
}
