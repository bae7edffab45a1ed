using Google.Protobuf.Reflection;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Which message of its file a generated class is.</summary>
internal static class ProtobufIndexes
{
    internal static IReadOnlyList<int> Of(MessageDescriptor message)
    {
        var indexes = new List<int>();
        for (var at = message; at is not null; at = at.ContainingType)
        {
            indexes.Insert(0, at.Index);
        }

        return indexes;
    }
}
