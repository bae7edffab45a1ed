using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.Runtime.Transforms;

/// <summary>Checks the shape of what a transform gets.</summary>
internal static class Require
{
    public static void Schema(Schema? schema, string purpose)
    {
        if (schema is null)
        {
            throw new DataException($"Schema required for [{purpose}]");
        }
    }

    public static ConnectMap Map(object? value, string purpose) => value as ConnectMap
        ?? throw new DataException($"Only Map objects supported in absence of schema for [{purpose}], found: {JavaClass.NameOf(value)}");

    public static ConnectMap? MapOrNull(object? value, string purpose) => value is null ? null : Map(value, purpose);

    public static Struct Struct(object? value, string purpose) => value as Struct
        ?? throw new DataException($"Only Struct objects supported for [{purpose}], found: {JavaClass.NameOf(value)}");

    public static Struct? StructOrNull(object? value, string purpose) => value is null ? null : Struct(value, purpose);

    public static SinkRecord SinkRecord(ConnectRecord record, string purpose) => record as SinkRecord
        ?? throw new DataException($"Only SinkRecord supported for [{purpose}], found: {JavaClass.NameOf(record)}");
}
