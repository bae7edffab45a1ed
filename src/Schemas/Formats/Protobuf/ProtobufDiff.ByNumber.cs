namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <content>The releases after 8.3: fields by number across a message, members of oneofs included.</content>
internal sealed partial class ProtobufDiff
{
    private void CompareByNumber(ProtoMessage old, ProtoMessage now, string path, string oldScope, string newScope)
    {
        var before = new MessageMembers(old);
        var after = new MessageMembers(now);
        CompareOneOfs(old, now, before, path);
        foreach (var tag in before.ByTag.Keys.Union(after.ByTag.Keys).Order())
        {
            CompareTag(tag, before, after, path, oldScope, newScope);
        }
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

    private void CompareTag(int tag, MessageMembers before, MessageMembers after, string path, string oldScope, string newScope)
    {
        var old = before.ByTag.GetValueOrDefault(tag);
        var field = after.ByTag.GetValueOrDefault(tag);
        var oldOneOf = before.OneOf.GetValueOrDefault(tag);
        var newOneOf = after.OneOf.GetValueOrDefault(tag);
        if (field is null)
        {
            var gone = oldOneOf is not null && !after.Names.Contains(oldOneOf) && !before.OneOf.Any(o => o.Value == oldOneOf && after.ByTag.ContainsKey(o.Key));
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
            CompareBoth(old, field, at, oldScope, newScope);
        }
    }
}
