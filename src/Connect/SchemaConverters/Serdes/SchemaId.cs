using System.Globalization;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>What a message says about its schema: the registry's number, or a GUID that is the same in all registries; a writer knows both.</summary>
internal readonly record struct SchemaId(int? Number, Guid? Guid)
{
    /// <summary>How error texts show it. Java shows indexes by the name of their class and a hash.</summary>
    internal string Shown(SerdeFormat format, bool hasIndexes = false)
    {
        var indexes = hasIndexes ? "io.confluent.kafka.serializers.schema.id.SchemaId$SchemaMessageIndexes@5e91993f" : "null";
        return $"SchemaId{{schemaType='{format.Type}', id={Number?.ToString(CultureInfo.InvariantCulture) ?? "null"}, guid='{Guid?.ToString() ?? "null"}', messageIndexes={indexes}}}";
    }
}
