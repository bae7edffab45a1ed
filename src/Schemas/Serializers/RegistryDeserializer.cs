using System.Collections.Concurrent;
using Confluent.Kafka;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>
/// Reads values behind the id of the schema they were written with. The registry is asked once for each id: what is known stays readable when the
/// registry is away. Safe for several threads. A tombstone is null.
/// </summary>
/// <typeparam name="T">The values.</typeparam>
public abstract class RegistryDeserializer<T> : IDeserializer<T>, IAsyncDeserializer<T>
{
    private readonly ConcurrentDictionary<int, PayloadReader<T>> plans = new();
    private readonly RegistryClient client;

    private protected RegistryDeserializer(RegistryClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        this.client = client;
    }

    /// <inheritdoc/>
    /// <exception cref="WireFormatException">The value does not begin with magic byte and id.</exception>
    /// <exception cref="RegistryClientException">The registry does not know the id, or cannot be reached.</exception>
    /// <exception cref="SchemaMismatchException">The schema does not fit <typeparamref name="T"/>.</exception>
    public T Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (isNull)
        {
            return default!;
        }

        var id = WireFormat.ReadId(data);
        return (plans.TryGetValue(id, out var plan) ? plan : plans.GetOrAdd(id, i => Plan(client.ById(i))))(data[WireFormat.HeaderLength..]);
    }

    /// <inheritdoc/>
    public Task<T> DeserializeAsync(ReadOnlyMemory<byte> data, bool isNull, SerializationContext context) =>
        isNull || plans.ContainsKey(WireFormat.ReadId(data.Span))
            ? Task.FromResult(Deserialize(data.Span, isNull, context)) : Task.Run(() => Deserialize(data.Span, isNull, context));

    private protected RegistryClient Client => client;

    /// <summary>How payloads of a schema are read.</summary>
    private protected abstract PayloadReader<T> Plan(RegisteredSchema writer);
}
