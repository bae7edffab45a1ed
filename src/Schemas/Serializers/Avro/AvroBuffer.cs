using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>A writer for each thread, shared by the codecs of all types.</summary>
internal static class AvroBuffer
{
    [ThreadStatic]
    private static AvroWriter? writer;

    /// <summary>This thread's writer, empty.</summary>
    internal static AvroWriter Empty()
    {
        var own = writer ??= new AvroWriter();
        own.Clear();
        return own;
    }
}
