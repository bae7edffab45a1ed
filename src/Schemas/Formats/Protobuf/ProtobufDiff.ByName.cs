namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <content>Schema Registry up to 8.3: a oneof is compared with its namesake only, and a field that moved into one is not compared at all.</content>
internal sealed partial class ProtobufDiff
{
    private void CompareByName(ProtoMessage old, ProtoMessage now, string path, string oldScope, string newScope)
    {
        var outside = ByTag(old.Fields);
        CompareMoves(old, now, outside, path);
        foreach (var name in JavaHashOrder.Of(old.OneOfs.Concat(now.OneOfs).Select(o => o.Name), old.OneOfs.Count))
        {
            var at = $"{path}/{name}";
            var before = old.OneOfs.LastOrDefault(o => o.Name == name);
            var after = now.OneOfs.LastOrDefault(o => o.Name == name);
            if (before is null || after is null)
            {
                found.Add(after is null ? "ONEOF_REMOVED" : "ONEOF_ADDED", at);
            }
            else
            {
                CompareFields(ByTag(before.Fields), ByTag(after.Fields), at, oldScope, newScope, _ => "ONEOF_FIELD_REMOVED", _ => "ONEOF_FIELD_ADDED");
            }
        }

        CompareFields(outside, ByTag(now.Fields), path, oldScope, newScope,
            f => f.Label == "required" ? "REQUIRED_FIELD_REMOVED" : "FIELD_REMOVED", f => f.Label == "required" ? "REQUIRED_FIELD_ADDED" : "FIELD_ADDED");
    }

    // A field that moved into a oneof is neither removed nor compared; several of them, or one beside a former member, exclude each other now.
    private void CompareMoves(ProtoMessage old, ProtoMessage now, Dictionary<int, ProtoField> outside, string path)
    {
        var members = old.OneOfs.SelectMany(o => o.Fields).Select(f => f.Tag).ToHashSet();
        foreach (var oneOf in now.OneOfs)
        {
            var moved = 0;
            var present = 0;
            foreach (var field in oneOf.Fields)
            {
                if (outside.Remove(field.Tag))
                {
                    moved++;
                }
                else if (members.Contains(field.Tag))
                {
                    present++;
                }
            }

            if (moved > 1 || (moved == 1 && present > 0))
            {
                found.Add(moved > 1 ? "MULTIPLE_FIELDS_MOVED_TO_ONEOF" : "FIELD_MOVED_TO_EXISTING_ONEOF", $"{path}/{oneOf.Name}");
            }
        }
    }

    private void CompareFields(
        Dictionary<int, ProtoField> old, Dictionary<int, ProtoField> now, string path, string oldScope, string newScope,
        Func<ProtoField, string> removed, Func<ProtoField, string> added)
    {
        foreach (var tag in JavaHashOrder.Of(old.Keys.Concat(now.Keys), old.Count))
        {
            var at = $"{path}/{Text(tag)}";
            if (!now.TryGetValue(tag, out var after))
            {
                found.Add(removed(old[tag]), at);
            }
            else if (!old.TryGetValue(tag, out var before))
            {
                found.Add(added(after), at);
            }
            else
            {
                CompareBoth(before, after, at, oldScope, newScope);
            }
        }
    }

    // Numbers may repeat in what a registry takes; the last one counts.
    private static Dictionary<int, ProtoField> ByTag(IReadOnlyList<ProtoField> fields)
    {
        var byTag = new Dictionary<int, ProtoField>();
        foreach (var field in fields)
        {
            byTag[field.Tag] = field;
        }

        return byTag;
    }
}
