using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>
/// What changed from one .proto file to another. Fields are compared by number across a message, members of oneofs included.
/// </summary>
internal sealed class ProtobufDiff
{
    private readonly ProtobufParsedSchema original;
    private readonly ProtobufParsedSchema update;
    private readonly HashSet<ProtoMessage> visited = new(ReferenceEqualityComparer.Instance);
    private readonly ProtobufDifferences found = new();
    private readonly ProtobufFieldTypeDiff fieldTypes;

    private ProtobufDiff(ProtobufParsedSchema original, ProtobufParsedSchema update)
    {
        this.original = original;
        this.update = update;
        fieldTypes = new ProtobufFieldTypeDiff(original, update, found, CompareMessages);
    }

    internal static IReadOnlyList<SchemaDifference> Compare(ProtobufParsedSchema original, ProtobufParsedSchema update)
    {
        var diff = new ProtobufDiff(original, update);
        if ((original.File.Package ?? "") != (update.File.Package ?? ""))
        {
            diff.found.Add("PACKAGE_CHANGED", "");
        }

        diff.CompareTypes(original.File.Types, update.File.Types, "", original.File.Package ?? "", update.File.Package ?? "");
        return diff.found.Found;
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
                found.Add(after < 0 ? "MESSAGE_REMOVED" : "MESSAGE_ADDED", at);
                continue;
            }

            CompareMessages(oldMessages[before], newMessages[after], at, Join(oldScope, name), Join(newScope, name));
            if (before != after)
            {
                found.Add("MESSAGE_MOVED", at);
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
            found.Add(now is null ? "ENUM_REMOVED" : "ENUM_ADDED", path);
            return;
        }

        foreach (var tag in old.Constants.Concat(now.Constants).Select(c => c.Tag).Distinct().Order())
        {
            var before = old.Constants.LastOrDefault(c => c.Tag == tag);
            var after = now.Constants.LastOrDefault(c => c.Tag == tag);
            if (before?.Name != after?.Name)
            {
                found.Add(after is null ? "ENUM_CONST_REMOVED" : before is null ? "ENUM_CONST_ADDED" : "ENUM_CONST_CHANGED", $"{path}/{Text(tag)}");
            }
        }
    }

    private void CompareMessages(ProtoMessage old, ProtoMessage now, string path, string oldScope, string newScope)
    {
        if (visited.Add(old))
        {
            var before = new MessageMembers(old);
            var after = new MessageMembers(now);
            CompareOneOfs(old, now, before, path);
            foreach (var tag in before.ByTag.Keys.Union(after.ByTag.Keys).Order())
            {
                CompareTag(tag, before, after, path, oldScope, newScope, after);
            }

            visited.Remove(old);
        }

        CompareTypes(old.Nested, now.Nested, path, oldScope, newScope);
    }

    private void CompareOneOfs(ProtoMessage old, ProtoMessage now, MessageMembers before, string path)
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
                found.Add(movedIn > 1 ? "MULTIPLE_FIELDS_MOVED_TO_ONEOF" : "FIELD_MOVED_TO_EXISTING_ONEOF", $"{path}/{oneOf.Name}");
            }
        }

        foreach (var name in old.OneOfs.Concat(now.OneOfs).Select(o => o.Name).Distinct().Order(StringComparer.Ordinal))
        {
            if (now.OneOfs.All(o => o.Name != name))
            {
                found.Add("ONEOF_REMOVED", $"{path}/{name}");
            }
            else if (old.OneOfs.All(o => o.Name != name))
            {
                found.Add("ONEOF_ADDED", $"{path}/{name}");
            }
        }
    }

    private void CompareTag(int tag, MessageMembers before, MessageMembers after, string path, string oldScope, string newScope, MessageMembers now)
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
                found.Add(old!.Label == "required" ? "REQUIRED_FIELD_REMOVED" : "FIELD_REMOVED", $"{path}/{Text(tag)}");
            }
            else if (!gone)
            {
                found.Add("ONEOF_FIELD_REMOVED", $"{path}/{oldOneOf}/{Text(tag)}");
            }
        }
        else if (old is null)
        {
            found.Add(newOneOf is not null ? "ONEOF_FIELD_ADDED" : field.Label == "required" ? "REQUIRED_FIELD_ADDED" : "FIELD_ADDED",
                newOneOf is null ? $"{path}/{Text(tag)}" : $"{path}/{newOneOf}/{Text(tag)}");
        }
        else
        {
            if (oldOneOf is not null && newOneOf is null)
            {
                found.Add("ONEOF_FIELD_MOVED_TO_TOP_LEVEL", $"{path}/{Text(tag)}");
            }

            var at = newOneOf is null ? $"{path}/{Text(tag)}" : $"{path}/{newOneOf}/{Text(tag)}";
            if (old.Name != field.Name)
            {
                found.Add("FIELD_NAME_CHANGED", at);
            }

            fieldTypes.Compare(old, field, at, oldScope, newScope);
        }
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";

    private static string Text(int tag) => tag.ToString(CultureInfo.InvariantCulture);
}
