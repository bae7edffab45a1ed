using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Writes Avro: <see cref="AvroGenericRecord"/> with its own schema, classes with the schema that follows from their properties or is given.</summary>
/// <typeparam name="T">A generic record, or a class of properties.</typeparam>
public sealed class AvroSerializer<T> : RegistrySerializer<T>
{
    private readonly AvroSchema? schema;

    /// <summary>A serializer for one type.</summary>
    /// <param name="client">Asks the registry; stays its owner's.</param>
    /// <param name="options">How ids are found.</param>
    /// <param name="schema">The schema of <typeparamref name="T"/>; null derives it (generic records carry their own).</param>
    public AvroSerializer(RegistryClient client, SerializerOptions? options = null, AvroSchema? schema = null)
        : base(client, options) => this.schema = typeof(T) == typeof(AvroGenericRecord) ? null : schema ?? AvroClass.SchemaOf(typeof(T));

    private protected override object SchemaOf(T data) => schema ?? ((AvroGenericRecord)(object)data!).Schema;

    private protected override SchemaText Describe(object schema) => new("AVRO", schema.ToString()!, (schema as AvroNamed)?.FullName, []);

    private protected override bool CanRead(RegisteredSchema target, SchemaText own) =>
        AvroParsedSchema.Parse(target.Text, Client.Sources(target)).DifferencesFrom(AvroParsedSchema.Parse(own.Text, [])).Count == 0;

    private protected override Func<T, byte[]> Plan(object schema, RegisteredSchema target)
    {
        var written = AvroParsedSchema.Parse(target.Text, Client.Sources(target)).Schema;
        var id = target.Id;
        var write = typeof(T) == typeof(AvroGenericRecord) ? (value, writer) => writer.WriteRaw(AvroDatum.Write(written, value)) : AvroWriters.For<T>(written);
        return value =>
        {
            var writer = AvroBuffer.Empty();
            Span<byte> header = stackalloc byte[WireFormat.HeaderLength];
            WireFormat.WriteHeader(header, id);
            writer.WriteRaw(header);
            write(value, writer);
            return writer.Written.ToArray();
        };
    }
}
