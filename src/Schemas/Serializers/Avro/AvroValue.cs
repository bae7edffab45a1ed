using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Reads one value of a schema that was settled before.</summary>
internal delegate T ReadValue<out T>(ref AvroReader reader);

/// <summary>Writes one value with a schema that was settled before.</summary>
internal delegate void WriteValue<in T>(T value, AvroWriter writer);
