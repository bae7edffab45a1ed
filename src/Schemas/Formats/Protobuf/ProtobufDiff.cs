using System.Globalization;

namespace Ms2Lab.Schemas.Formats.Protobuf;

/// <summary>What changed from one .proto file to another.</summary>
internal sealed partial class ProtobufDiff
{
    private readonly ProtobufParsedSchema original;
    private readonly ProtobufParsedSchema update;
    private readonly HashSet<ProtoMessage> visited = new(ReferenceEqualityComparer.Instance);
    private readonly ProtobufDifferences found = new();
    private readonly ProtobufFieldTypeDiff fieldTypes;

    private readonly ProtobufOneOfRules rules;

    private ProtobufDiff(ProtobufParsedSchema original, ProtobufParsedSchema update, ProtobufOneOfRules rules)
    {
        this.rules = rules;
        this.original = original;
        this.update = update;
        fieldTypes = new ProtobufFieldTypeDiff(original, update, found, CompareMessages);
    }

    internal static IReadOnlyList<SchemaDifference> Compare(ProtobufParsedSchema original, ProtobufParsedSchema update, ProtobufOneOfRules rules)
    {
        var diff = new ProtobufDiff(original, update, rules);
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
            if (rules == ProtobufOneOfRules.ByName)
            {
                CompareByName(old, now, path, oldScope, newScope);
            }
            else
            {
                CompareByNumber(old, now, path, oldScope, newScope);
            }

            visited.Remove(old);
        }

        CompareTypes(old.Nested, now.Nested, path, oldScope, newScope);
    }

    private void CompareBoth(ProtoField old, ProtoField now, string path, string oldScope, string newScope)
    {
        if (old.Name != now.Name)
        {
            found.Add("FIELD_NAME_CHANGED", path);
        }

        fieldTypes.Compare(old, now, path, oldScope, newScope);
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : $"{scope}.{name}";

    private static string Text(int tag) => tag.ToString(CultureInfo.InvariantCulture);
}
