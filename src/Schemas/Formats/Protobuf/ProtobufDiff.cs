using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>
/// What changed from one .proto file to another. Fields are compared by number across a message, members of oneofs included.
/// </summary>
internal sealed class ProtobufDiff
{
    private static readonly HashSet<string> Harmless =
    [
        "MESSAGE_ADDED", "MESSAGE_MOVED", "ENUM_ADDED", "ENUM_REMOVED", "ENUM_CONST_ADDED", "ENUM_CONST_CHANGED", "ENUM_CONST_REMOVED", "FIELD_ADDED",
        "FIELD_REMOVED", "FIELD_NAME_CHANGED", "FIELD_STRING_OR_BYTES_LABEL_CHANGED", "ONEOF_ADDED", "ONEOF_REMOVED", "ONEOF_FIELD_ADDED",
        "ONEOF_FIELD_MOVED_TO_TOP_LEVEL",
    ];

    private readonly ProtobufParsedSchema original;
    private readonly ProtobufParsedSchema update;
    private readonly HashSet<ProtoMessage> visited = new(ReferenceEqualityComparer.Instance);
    private readonly List<SchemaDifference> found = [];

    private ProtobufDiff(ProtobufParsedSchema original, ProtobufParsedSchema update)
    {
        this.original = original;
        this.update = update;
    }

    internal static IReadOnlyList<SchemaDifference> Compare(ProtobufParsedSchema original, ProtobufParsedSchema update)
    {
        var diff = new ProtobufDiff(original, update);
        if ((original.File.Package ?? "") != (update.File.Package ?? ""))
        {
            diff.Add("PACKAGE_CHANGED", "");
        }

        diff.CompareTypes(original.File.Types, update.File.Types, "", original.File.Package ?? "", update.File.Package ?? "");
        return diff.found;
    }

    private void CompareTypes(IReadOnlyList<ProtoType> old, IReadOnlyList<ProtoType> now, string path, string oldScope, string newScope)
    {
        var oldMessages = old.OfType<ProtoMessage>().ToList();
        var newMessages = now.OfType<ProtoMessage>().ToList();
        foreach (var name in JavaHashOrder.Of(oldMessages.Concat(newMessages).Select(m => m.Name), oldMessages.Count))
        {
            var at = $"{path}/{name}";
            var before = oldMessages.FindIndex(m => m.Name == name);
            var after = newMessages.FindIndex(m => m.Name == name);
            if (after < 0 || before < 0)
            {
                Add(after < 0 ? "MESSAGE_REMOVED" : "MESSAGE_ADDED", at);
                continue;
            }

            CompareMessages(oldMessages[before], newMessages[after], at, Join(oldScope, name), Join(newScope, name));
            if (before != after)
            {
                Add("MESSAGE_MOVED", at);
            }
        }

        var oldEnums = old.OfType<ProtoEnum>().ToList();
        var newEnums = now.OfType<ProtoEnum>().ToList();
        foreach (var name in JavaHashOrder.Of(oldEnums.Concat(newEnums).Select(m => m.Name), oldEnums.Count))
        {
            CompareEnums(oldEnums.FirstOrDefault(e => e.Name == name), newEnums.FirstOrDefault(e => e.Name == name), $"{path}/{name}");
        }
    }

    private void CompareEnums(ProtoEnum? old, ProtoEnum? now, string path)
    {
        if (old is null || now is null)
        {
            Add(now is null ? "ENUM_REMOVED" : "ENUM_ADDED", path);
            return;
        }

        foreach (var tag in old.Constants.Concat(now.Constants).Select(c => c.Tag).Distinct().Order())
        {
            var before = old.Constants.LastOrDefault(c => c.Tag == tag);
            var after = now.Constants.LastOrDefault(c => c.Tag == tag);
            if (before?.Name != after?.Name)
            {
                Add(after is null ? "ENUM_CONST_REMOVED" : before is null ? "ENUM_CONST_ADDED" : "ENUM_CONST_CHANGED", $"{path}/{Text(tag)}");
            }
        }
    }

    private void CompareMessages(ProtoMessage old, ProtoMessage now, string path, string oldScope, string newScope)
    {
        if (visited.Add(old))
        {
            var before = new Members(old);
            var after = new Members(now);
            CompareOneOfs(old, now, before, path);
            foreach (var tag in before.ByTag.Keys.Union(after.ByTag.Keys).Order())
            {
                CompareTag(tag, before, after, path, oldScope, newScope, after);
            }

            visited.Remove(old);
        }

        CompareTypes(old.Nested, now.Nested, path, oldScope, newScope);
    }

    private void CompareOneOfs(ProtoMessage old, ProtoMessage now, Members before, string path)
    {
        foreach (var oneOf in now.OneOfs)
        {
            var groups = new HashSet<string>();
            var movedIn = 0;
            foreach (var field in oneOf.Fields)
            {
                if (before.OneOf.TryGetValue(field.Tag, out var origin))
                {
                    groups.Add($"oneof:{origin}");
                }
                else if (before.ByTag.ContainsKey(field.Tag))
                {
                    groups.Add($"field:{Text(field.Tag)}");
                    movedIn++;
                }
            }

            if (groups.Count > 1)
            {
                Add(movedIn > 1 ? "MULTIPLE_FIELDS_MOVED_TO_ONEOF" : "FIELD_MOVED_TO_EXISTING_ONEOF", $"{path}/{oneOf.Name}");
            }
        }

        foreach (var name in old.OneOfs.Concat(now.OneOfs).Select(o => o.Name).Distinct().Order(StringComparer.Ordinal))
        {
            if (now.OneOfs.All(o => o.Name != name))
            {
                Add("ONEOF_REMOVED", $"{path}/{name}");
            }
            else if (old.OneOfs.All(o => o.Name != name))
            {
                Add("ONEOF_ADDED", $"{path}/{name}");
            }
        }
    }

    private void CompareTag(int tag, Members before, Members after, string path, string oldScope, string newScope, Members now)
    {
        var old = before.ByTag.GetValueOrDefault(tag);
        var field = after.ByTag.GetValueOrDefault(tag);
        var oldOneOf = before.OneOf.GetValueOrDefault(tag);
        var newOneOf = after.OneOf.GetValueOrDefault(tag);
        if (field is null)
        {
            var gone = oldOneOf is not null && !now.Names.Contains(oldOneOf) && !before.OneOf.Any(o => o.Value == oldOneOf && now.ByTag.ContainsKey(o.Key));
            if (oldOneOf is null)
            {
                Add(old!.Label == "required" ? "REQUIRED_FIELD_REMOVED" : "FIELD_REMOVED", $"{path}/{Text(tag)}");
            }
            else if (!gone)
            {
                Add("ONEOF_FIELD_REMOVED", $"{path}/{oldOneOf}/{Text(tag)}");
            }
        }
        else if (old is null)
        {
            Add(newOneOf is not null ? "ONEOF_FIELD_ADDED" : field.Label == "required" ? "REQUIRED_FIELD_ADDED" : "FIELD_ADDED",
                newOneOf is null ? $"{path}/{Text(tag)}" : $"{path}/{newOneOf}/{Text(tag)}");
        }
        else
        {
            if (oldOneOf is not null && newOneOf is null)
            {
                Add("ONEOF_FIELD_MOVED_TO_TOP_LEVEL", $"{path}/{Text(tag)}");
            }

            var at = newOneOf is null ? $"{path}/{Text(tag)}" : $"{path}/{newOneOf}/{Text(tag)}";
            if (old.Name != field.Name)
            {
                Add("FIELD_NAME_CHANGED", at);
            }

            CompareTypesOf(old, field, at, oldScope, newScope);
        }
    }

    private void CompareTypesOf(ProtoField old, ProtoField now, string path, string oldScope, string newScope)
    {
        if (old.MapKey is null != now.MapKey is null)
        {
            Add("FIELD_KIND_CHANGED", path);
        }
        else if (old.MapKey is not null)
        {
            CompareTypesOf(new ProtoField { Type = old.MapKey, Name = "", Tag = 0 }, new ProtoField { Type = now.MapKey!, Name = "", Tag = 0 }, path, oldScope, newScope);
            CompareTypesOf(new ProtoField { Type = old.MapValue!, Name = "", Tag = 0 }, new ProtoField { Type = now.MapValue!, Name = "", Tag = 0 }, path, oldScope, newScope);
        }
        else
        {
            var oldKind = ScalarKind(old.Type, original, oldScope);
            var newKind = ScalarKind(now.Type, update, newScope);
            if (oldKind is null != newKind is null)
            {
                Add("FIELD_KIND_CHANGED", path);
            }
            else if (oldKind is null)
            {
                CompareMessageTypes(old.Type, now.Type, path, oldScope, newScope);
            }
            else if (oldKind != newKind)
            {
                Add("FIELD_SCALAR_KIND_CHANGED", path);
            }
            else if (old.Label is not null && now.Label is not null && old.Label != now.Label)
            {
                Add(oldKind == "text" ? "FIELD_STRING_OR_BYTES_LABEL_CHANGED" : "FIELD_NUMERIC_LABEL_CHANGED", path);
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
                Add("FIELD_NAMED_TYPE_CHANGED", path);
            }

            return;
        }

        var oldEntry = original.Types[oldName];
        var newEntry = update.Types[newName];
        if (Local(oldName, oldEntry) != Local(newName, newEntry))
        {
            Add("FIELD_NAMED_TYPE_CHANGED", path);
            return;
        }

        // Local types are compared where they are declared.
        if (oldEntry is { Type: ProtoMessage old } && newEntry is { Type: ProtoMessage now } && oldEntry.Identity != newEntry.Identity)
        {
            var mark = found.Count;
            CompareMessages(old, now, "/" + Local(oldName, oldEntry).Replace('.', '/'), oldName, newName);
            if (found.Skip(mark).Any(d => !d.IsCompatible))
            {
                Add("FIELD_NAMED_TYPE_CHANGED", path);
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

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";

    private static string Text(int tag) => tag.ToString(CultureInfo.InvariantCulture);

    private void Add(string type, string path)
    {
        var at = path.Length == 0 ? "#/" : $"#{path}";
        found.Add(new SchemaDifference(type, at, Harmless.Contains(type), $"{{errorType:\"{type}\", description:\"{Description(type, at)}\"}}"));
    }

    private static string Description(string type, string at) => type switch
    {
        "PACKAGE_CHANGED" => $"The package at '{at}' in the {{0}} schema does not match the package in the {{1}} schema",
        "MESSAGE_REMOVED" => $"The {{0}} schema is missing a MESSAGE type at path '{at}' in the {{1}} schema",
        "FIELD_KIND_CHANGED" => $"The type of a field at path '{at}' in the {{0}} schema does not match the {{1}} schema",
        "FIELD_SCALAR_KIND_CHANGED" => $"The kind of a SCALAR field at path '{at}' in the {{0}} schema does not match its kind in the {{1}} schema",
        "FIELD_NAMED_TYPE_CHANGED" => $"The type of a MESSAGE field at path '{at}' in the {{0}} schema does not match its type in the {{1}} schema",
        "FIELD_NUMERIC_LABEL_CHANGED" => $"The label for a NUMERIC field at path '{at}' in the {{0}} schema does not match its label in the {{1}} schema",
        "REQUIRED_FIELD_ADDED" => $"A required field  at path '{at}' in the {{0}} schema is missing in the {{1}} schema",
        "REQUIRED_FIELD_REMOVED" => $"The {{0}} schema is missing a required field at path: '{at}' in the {{1}} schema",
        "ONEOF_FIELD_REMOVED" => $"The {{0}} schema is missing a oneof field at path '{at}' in the {{1}} schema",
        "MULTIPLE_FIELDS_MOVED_TO_ONEOF" => $"Multiple fields in the oneof at path '{at}' in the {{0}} schema are outside a oneof in the {{1}} schema",
        "FIELD_MOVED_TO_EXISTING_ONEOF" => $"A field in the oneof at path '{at}' in the {{0}} schema is outside an existing oneof in the {{1}} schema",
        _ => "",
    };

    private sealed class Members
    {
        internal Members(ProtoMessage message)
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
}
