using Ms2Lab.Schemas.Formats.Avro.Binary;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Writes values of one type. Implemented by structs, so that the JIT makes the code of a field of one piece.</summary>
internal interface IAvroEncoder<in T>
{
    void Write(T value, AvroWriter writer);
}
