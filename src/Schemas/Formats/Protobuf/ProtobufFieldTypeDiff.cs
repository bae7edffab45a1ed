namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>Compares the types of two fields; <paramref name="compareMessages"/> compares two messages with their path and scopes.</summary>
internal sealed class ProtobufFieldTypeDiff(
    ProtobufParsedSchema original, ProtobufParsedSchema update, ProtobufDifferences found,
    Action<ProtoMessage, ProtoMessage, string, string, string> compareMessages)
{
    internal void Compare(ProtoField old, ProtoField now, string path, string oldScope, string newScope)
    {
        if (old.MapKey is null != now.MapKey is null)
        {
            found.Add("FIELD_KIND_CHANGED", path);
        }
        else if (old.MapKey is not null)
        {
            Compare(new ProtoField { Type = old.MapKey, Name = "", Tag = 0 }, new ProtoField { Type = now.MapKey!, Name = "", Tag = 0 }, path, oldScope, newScope);
            Compare(new ProtoField { Type = old.MapValue!, Name = "", Tag = 0 }, new ProtoField { Type = now.MapValue!, Name = "", Tag = 0 }, path, oldScope, newScope);
        }
        else
        {
            var oldKind = ScalarKind(old.Type, original, oldScope);
            var newKind = ScalarKind(now.Type, update, newScope);
            if (oldKind is null != newKind is null)
            {
                found.Add("FIELD_KIND_CHANGED", path);
            }
            else if (oldKind is null)
            {
                CompareMessageTypes(old.Type, now.Type, path, oldScope, newScope);
            }
            else if (oldKind != newKind)
            {
                found.Add("FIELD_SCALAR_KIND_CHANGED", path);
            }
            else if (old.Label is not null && now.Label is not null && old.Label != now.Label)
            {
                found.Add(oldKind == "text" ? "FIELD_STRING_OR_BYTES_LABEL_CHANGED" : "FIELD_NUMERIC_LABEL_CHANGED", path);
            }
        }
    }

    private void CompareMessageTypes(string oldType, string newType, string path, string oldScope, string newScope)
    {
        var oldName = original.Types.Resolve(oldType, oldScope);
        var newName = update.Types.Resolve(newType, newScope);
        if (oldName is null || newName is null)
        {
            if (oldType != newType)
            {
                found.Add("FIELD_NAMED_TYPE_CHANGED", path);
            }

            return;
        }

        var oldEntry = original.Types[oldName];
        var newEntry = update.Types[newName];
        if (Local(oldName, oldEntry) != Local(newName, newEntry))
        {
            found.Add("FIELD_NAMED_TYPE_CHANGED", path);
            return;
        }

        // Local types are compared where they are declared.
        if (oldEntry is { Type: ProtoMessage old } && newEntry is { Type: ProtoMessage now } && oldEntry.Identity != newEntry.Identity)
        {
            var mark = found.Found.Count;
            compareMessages(old, now, "/" + Local(oldName, oldEntry).Replace('.', '/'), oldName, newName);
            if (found.Found.Skip(mark).Any(d => !d.IsCompatible))
            {
                found.Add("FIELD_NAMED_TYPE_CHANGED", path);
            }
        }
    }

    private static string Local(string name, ProtoTypes.Entry? entry) =>
        entry is { Package.Length: > 0 } && name.StartsWith(entry.Package + ".", StringComparison.Ordinal) ? name[(entry.Package.Length + 1)..] : name;

    private static string? ScalarKind(string type, ProtobufParsedSchema schema, string scope) => type switch
    {
        "int32" or "int64" or "uint32" or "uint64" or "bool" => "number",
        "sint32" or "sint64" => "signed",
        "string" or "bytes" => "text",
        "fixed32" or "sfixed32" => "fixed32",
        "fixed64" or "sfixed64" => "fixed64",
        "float" or "double" => type,
        _ => schema.Types.Resolve(type, scope) is { } full && schema.Types[full]?.Type is ProtoEnum ? "number" : null,
    };
}
