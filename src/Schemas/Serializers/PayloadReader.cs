namespace Ms2Lab.Schemas.Serializers;

/// <summary>Reads a payload: what follows magic byte and id.</summary>
internal delegate T PayloadReader<out T>(ReadOnlySpan<byte> payload);
