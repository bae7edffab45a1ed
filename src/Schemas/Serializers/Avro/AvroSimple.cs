using Ms2Lab.Schemas.Formats.Avro;

namespace Ms2Lab.Schemas.Serializers;

/// <summary>Finds the struct that writes or reads a simple type, alone or where it may be missing.</summary>
/// <param name="simple">What there is for a type of .NET and one of Avro.</param>
/// <param name="optionalValue">The generic struct for a value that may be missing; made with the index of null in the union.</param>
/// <param name="optionalReference">The same for a reference.</param>
internal sealed class AvroSimple(Dictionary<(Type, AvroType), object> simple, Type optionalValue, Type optionalReference)
{
    /// <summary>The struct, boxed, or null if the type is not so simple.</summary>
    internal object? Of(Type type, AvroSchema schema)
    {
        if (simple.TryGetValue((type, schema.Type), out var found))
        {
            return found;
        }

        var underlying = Nullable.GetUnderlyingType(type);
        if ((underlying is null && type.IsValueType) || schema is not AvroUnion { Branches.Count: 2, NullBranch: >= 0 and var nothing } union
            || !simple.TryGetValue((underlying ?? type, union.Branches[1 - nothing].Type), out var present))
        {
            return null;
        }

        var optional = underlying is null ? optionalReference : optionalValue;
        return Activator.CreateInstance(optional.MakeGenericType(underlying ?? type, present.GetType()), nothing);
    }
}
