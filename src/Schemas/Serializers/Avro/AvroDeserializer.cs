using Ms2Lab.Schemas.Formats.Avro;
using Ms2Lab.Schemas.Formats.Avro.Binary;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>
/// Reads Avro with the schema it was written with: into <see cref="AvroGenericRecord"/>, or into a class by the names of its properties. Fields that
/// the class lacks are read over; properties that the schema lacks keep what the class gives them.
/// </summary>
/// <typeparam name="T">A generic record, or a class of properties.</typeparam>
/// <param name="client">Asks the registry; stays its owner's.</param>
public sealed class AvroDeserializer<T>(RegistryClient client) : RegistryDeserializer<T>(client)
{
    private protected override PayloadReader<T> Plan(RegisteredSchema writer)
    {
        var schema = AvroParsedSchema.Parse(writer.Text, Client.Sources(writer)).Schema;
        if (typeof(T) == typeof(AvroGenericRecord))
        {
            return payload => (T)AvroDatum.Read(schema, payload)!;
        }

        var read = AvroReaders.For<T>(schema, schema.FullName);
        return payload =>
        {
            var reader = new AvroReader(payload);
            return read(ref reader);
        };
    }
}
