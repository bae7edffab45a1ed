namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>The fields of a message by number, and the oneofs they belong to.</summary>
internal sealed class MessageMembers
{
    internal MessageMembers(ProtoMessage message)
    {
        foreach (var field in message.Fields)
        {
            ByTag[field.Tag] = field;
        }

        foreach (var oneOf in message.OneOfs)
        {
            Names.Add(oneOf.Name);
            foreach (var field in oneOf.Fields)
            {
                ByTag[field.Tag] = field;
                OneOf[field.Tag] = oneOf.Name;
            }
        }
    }

    internal Dictionary<int, ProtoField> ByTag { get; } = [];

    internal Dictionary<int, string> OneOf { get; } = [];

    internal HashSet<string> Names { get; } = [];
}
