namespace Ms2Lab.Schemas.Formats.Protobuf.Descriptors;

/// <summary>
/// Resolves the types of a file and its imports into descriptors. Types refer to each other in circles, so all messages are made
/// first and get their fields from a queue, never by recursion: a hostile chain of types costs no stack.
/// </summary>
internal sealed class DescriptorPool(ProtoTypes types)
{
    private readonly Dictionary<string, MessageDescriptor> messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EnumDescriptor> enums = new(StringComparer.Ordinal);
    private readonly Queue<(MessageDescriptor Message, ProtoMessage Type)> incomplete = new();

    /// <summary>The message of a full name, or null.</summary>
    /// <exception cref="InvalidSchemaException">The type of some field cannot be resolved.</exception>
    internal MessageDescriptor? Message(string fullName)
    {
        var message = Declared(fullName);
        var made = new List<MessageDescriptor>();
        while (incomplete.TryDequeue(out var next))
        {
            Complete(next.Message, next.Type);
            made.Add(next.Message);
        }

        MarkRequired(made);
        return message;
    }

    private MessageDescriptor? Declared(string fullName)
    {
        if (messages.TryGetValue(fullName, out var known))
        {
            return known;
        }

        if (types.Find(fullName) is not { Type: ProtoMessage type } entry)
        {
            return null;
        }

        var message = messages[fullName] = new MessageDescriptor(fullName, type.Name, entry.IsProto3);
        incomplete.Enqueue((message, type));
        return message;
    }

    private void Complete(MessageDescriptor message, ProtoMessage type)
    {
        var oneOfs = new List<OneOfDescriptor>();
        var fields = new List<FieldDescriptor>();
        foreach (var declared in type.OneOfs)
        {
            var oneOf = new OneOfDescriptor(message, declared.Name, oneOfs.Count);
            foreach (var field in declared.Fields)
            {
                oneOf.Add(Add(field, oneOf));
            }

            oneOfs.Add(oneOf);
        }

        foreach (var field in type.Fields)
        {
            Add(field, null);
        }

        message.Complete(fields, oneOfs);

        FieldDescriptor Add(ProtoField field, OneOfDescriptor? oneOf)
        {
            var descriptor = new FieldDescriptor(message, field, oneOf, fields.Count);
            fields.Add(descriptor);
            Resolve(descriptor, field);
            return descriptor;
        }
    }

    private void Resolve(FieldDescriptor descriptor, ProtoField field)
    {
        if (field.MapKey is not null)
        {
            descriptor.Kind = FieldKind.Message;
            descriptor.MessageType = Entry(descriptor.Parent, field);
            return;
        }

        if (FieldKinds.Scalar(field.Type) is { } scalar)
        {
            descriptor.Kind = scalar;
        }
        else if (types.Resolve(field.Type, descriptor.Parent.FullName) is { } fullName && types.Find(fullName) is { } entry)
        {
            descriptor.Kind = entry.Type is ProtoEnum ? FieldKind.Enum : FieldKind.Message;
            descriptor.EnumType = entry.Type is ProtoEnum symbols ? Enum(fullName, symbols, entry.IsProto3) : null;
            descriptor.MessageType = descriptor.EnumType is null ? Declared(fullName) : null;
        }
        else
        {
            throw new InvalidSchemaException(
                $"Could not resolve type: {field.Type} of field {descriptor.Parent.FullName}.{field.Name}; declare it or import its file");
        }

        var packed = field.Options.FirstOrDefault(o => o.Name == "packed")?.Value;
        descriptor.IsPacked = descriptor.IsRepeated && descriptor.Kind.IsPackable() && (packed is null ? descriptor.Parent.IsProto3 : packed == "true");
        descriptor.DefaultValue = descriptor.IsRepeated ? null : FieldDefaults.Of(descriptor);
    }

    // A map is a list of entries (language guide, "Backwards compatibility" of maps).
    private MessageDescriptor Entry(MessageDescriptor parent, ProtoField map)
    {
        var name = ProtoNames.MapEntry(map.Name);
        var fullName = $"{parent.FullName}.{name}";
        if (messages.TryGetValue(fullName, out var known))
        {
            return known;
        }

        // The name's scope is the message around the entry, so the key and value are resolved as if they stood there.
        var entry = messages[fullName] = new MessageDescriptor(fullName, name, parent.IsProto3);
        incomplete.Enqueue((entry, new ProtoMessage(name)
        {
            Fields =
            [
                new ProtoField { Type = map.MapKey!, Name = "key", Tag = 1 },
                new ProtoField { Type = map.MapValue!, Name = "value", Tag = 2 },
            ],
        }));
        return entry;
    }

    private EnumDescriptor Enum(string fullName, ProtoEnum type, bool isProto3) =>
        enums.TryGetValue(fullName, out var known) ? known : enums[fullName] = new EnumDescriptor(fullName, type, !isProto3);

    private static void MarkRequired(List<MessageDescriptor> made)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var message in made.Where(m => !m.NeedsFields && m.Fields.Any(f => f.IsRequired || f.MessageType is { NeedsFields: true })))
            {
                message.NeedsFields = changed = true;
            }
        }
    }
}
