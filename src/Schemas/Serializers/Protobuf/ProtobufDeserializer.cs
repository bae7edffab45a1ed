using Google.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Registry;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Reads messages into a generated class; fields it does not know are kept with the message.</summary>
/// <typeparam name="T">A generated message.</typeparam>
/// <param name="client">Asks the registry; stays its owner's.</param>
public sealed class ProtobufDeserializer<T>(RegistryClient client) : RegistryDeserializer<T>(client)
    where T : IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(() => new T());

    private protected override PayloadReader<T> Plan(RegisteredSchema writer)
    {
        var file = ProtobufParsedSchema.Parse(writer.Text, Client.Sources(writer)).File;
        var wanted = new T().Descriptor.FullName;
        return payload =>
        {
            var indexes = MessageIndexes.Read(payload, out var length);
            var name = MessageIndexes.Name(file, indexes);
            return name == wanted ? Parser.ParseFrom(payload[length..]) : throw new SchemaMismatchException(
                $"The value is {(name is null ? $"message {string.Join('.', indexes)} of a file that has none there" : $"a {name}")}, and the reader wants {wanted}.");
        };
    }
}
