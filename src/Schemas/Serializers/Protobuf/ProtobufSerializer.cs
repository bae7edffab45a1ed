using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ms2Lab.Schemas.Formats.Protobuf;
using Ms2Lab.Schemas.Formats.Protobuf.Binary;
using Ms2Lab.Schemas.Formats.Protobuf.WellKnown;
using Ms2Lab.Schemas.Registry;
using WireFormat = Ms2Lab.Schemas.Registry.WireFormat;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>
/// Writes messages of generated classes. The .proto text follows from the class's descriptor; files it imports are registered first, each under its
/// path, but for those that every registry knows.
/// </summary>
/// <typeparam name="T">A generated message.</typeparam>
/// <param name="client">Asks the registry; stays its owner's.</param>
/// <param name="options">How ids are found.</param>
public sealed class ProtobufSerializer<T>(RegistryClient client, SerializerOptions? options = null) : RegistrySerializer<T>(client, options)
    where T : IMessage<T>, new()
{
    private static readonly MessageDescriptor Descriptor = new T().Descriptor;
    private readonly bool registers = options?.AutoRegister ?? true;

    private protected override object SchemaOf(T data) => Descriptor;

    private protected override SchemaText Describe(object schema) => new("PROTOBUF", TextOf(Descriptor.File), Descriptor.FullName, References(Descriptor.File));

    private protected override bool CanRead(RegisteredSchema target, SchemaText own) =>
        ProtobufParsedSchema.Parse(target.Text, Client.Sources(target)).DifferencesFrom(ProtobufParsedSchema.Parse(own.Text, Client.Sources(new RegisteredSchema(0, null, own.Type, own.Text, own.References)))).All(d => d.IsCompatible);

    private protected override Func<T, byte[]> Plan(object schema, RegisteredSchema target)
    {
        var indexes = new ProtobufWriter();
        MessageIndexes.Write(ProtobufIndexes.Of(Descriptor), indexes);
        byte[] header = [.. new byte[WireFormat.HeaderLength], .. indexes.Written];
        WireFormat.WriteHeader(header, target.Id);
        return message =>
        {
            var bytes = new byte[header.Length + message.CalculateSize()];
            header.CopyTo(bytes, 0);
            message.WriteTo(bytes.AsSpan(header.Length));
            return bytes;
        };
    }

    private static string TextOf(FileDescriptor file) => ProtoDescriptorReader.Text(file.SerializedData.Span);

    private List<SchemaReference> References(FileDescriptor file) =>
        [.. file.Dependencies.Where(d => WellKnownProtos.Text(d.Name) is null).Select(Reference)];

    private SchemaReference Reference(FileDescriptor file)
    {
        var text = TextOf(file);
        var known = registers
            ? Client.Register(file.Name, text, "PROTOBUF", references: References(file)) : Client.Lookup(file.Name, text, "PROTOBUF", references: References(file));
        return new SchemaReference(file.Name, file.Name, known.Version ?? Client.Lookup(file.Name, text, "PROTOBUF", references: References(file)).Version);
    }
}
