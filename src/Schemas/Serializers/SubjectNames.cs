using Confluent.Kafka;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>The names of subjects.</summary>
internal static class SubjectNames
{
    internal static string Of(SubjectNaming naming, string topic, MessageComponentType part, string? record) => naming switch
    {
        SubjectNaming.Topic => $"{topic}-{(part == MessageComponentType.Key ? "key" : "value")}",
        _ when string.IsNullOrEmpty(record) => throw new SchemaMismatchException(
            $"In configuration {(part == MessageComponentType.Key ? "key" : "value")}.subject.name.strategy = {naming}, the message must only be a record schema."),
        SubjectNaming.Record => record,
        _ => $"{topic}-{record}",
    };
}
