namespace Ms2Lab.Connect.Runtime.Errors;

/// <summary>Where in a record's way something failed; the names travel in dead letters' headers.</summary>
internal static class Stage
{
    public const string KeyConverter = "KEY_CONVERTER";
    public const string ValueConverter = "VALUE_CONVERTER";
    public const string HeaderConverter = "HEADER_CONVERTER";
    public const string Transformation = "TRANSFORMATION";
    public const string TaskPut = "TASK_PUT";
    public const string KafkaProduce = "KAFKA_PRODUCE";
}
