using System.Collections.Concurrent;
using Confluent.Kafka;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>
/// Writes values behind the id of their schema. The registry is asked once for each topic, part and schema; after that nothing blocks.
/// Safe for several threads. A null value becomes a tombstone.
/// </summary>
/// <typeparam name="T">The values.</typeparam>
public abstract class RegistrySerializer<T> : ISerializer<T>, IAsyncSerializer<T>
{
    private readonly ConcurrentDictionary<(string Topic, MessageComponentType Part, object Schema), Func<T, byte[]>> plans = new();
    private readonly RegistryClient client;
    private readonly SerializerOptions options;

    // Most serializers write one topic: looking here first saves half of the time of a small value.
    private volatile Used? last;

    private protected RegistrySerializer(RegistryClient client, SerializerOptions? options)
    {
        ArgumentNullException.ThrowIfNull(client);
        this.client = client;
        this.options = options ?? new SerializerOptions();
    }

    private protected RegistryClient Client => client;

    /// <inheritdoc/>
    /// <exception cref="RegistryClientException">The registry refuses the schema, does not know it, or cannot be reached.</exception>
    /// <exception cref="SchemaMismatchException">The value does not fit the schema it is to be written with.</exception>
    public byte[] Serialize(T data, SerializationContext context)
    {
        if (data is null)
        {
            return null!;
        }

        var schema = SchemaOf(data);
        if (last is { } known && known.Topic == context.Topic && known.Part == context.Component && ReferenceEquals(known.Schema, schema))
        {
            return known.Plan(data);
        }

        var key = (context.Topic, context.Component, schema);
        var plan = plans.TryGetValue(key, out var found) ? found : plans.GetOrAdd(key, Plan);
        last = new Used(context.Topic, context.Component, schema, plan);
        return plan(data);
    }

    /// <inheritdoc/>
    public Task<byte[]> SerializeAsync(T data, SerializationContext context) =>
        data is null || plans.ContainsKey((context.Topic, context.Component, SchemaOf(data)))
            ? Task.FromResult(Serialize(data, context)) : Task.Run(() => Serialize(data, context));

    /// <summary>What stands for a value's schema: equal objects are one schema.</summary>
    private protected abstract object SchemaOf(T data);

    private protected abstract SchemaText Describe(object schema);

    /// <summary>How values of a schema are written with the registered one.</summary>
    private protected abstract Func<T, byte[]> Plan(object schema, RegisteredSchema target);

    /// <summary>Whether a registered schema can read what another one writes.</summary>
    private protected abstract bool CanRead(RegisteredSchema target, SchemaText own);

    private Func<T, byte[]> Plan((string Topic, MessageComponentType Part, object Schema) key)
    {
        var schema = Describe(key.Schema);
        return Plan(key.Schema, Target(SubjectNames.Of(options.SubjectNaming, key.Topic, key.Part, schema.Name), schema));
    }

    private RegisteredSchema Target(string subject, SchemaText schema)
    {
        if (options.AutoRegister)
        {
            return client.Register(subject, schema.Text, schema.Type, options.NormalizeSchemas, schema.References);
        }

        if (!options.UseLatestVersion)
        {
            return client.Lookup(subject, schema.Text, schema.Type, options.NormalizeSchemas, references: schema.References);
        }

        var latest = client.Latest(subject);
        return !options.LatestCompatibilityStrict || CanRead(latest, schema) ? latest : throw new SchemaMismatchException(
            $"Incompatible schema of type '{schema.Type}'. Set latest.compatibility.strict=false to disable this check. The latest version of {subject} is {latest.Version}.");
    }

    private sealed record Used(string Topic, MessageComponentType Part, object Schema, Func<T, byte[]> Plan);
}
