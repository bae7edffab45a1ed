namespace Ms2Lab.Connect.Api;

/// <summary>Projects a value from the schema it was written with to another, compatible one.</summary>
public static class SchemaProjector
{
    /// <summary>The value as the target schema has it: numbers widened, missing fields defaulted, further ones dropped.</summary>
    /// <exception cref="SchemaProjectorException">The schemas are not compatible.</exception>
    public static object? Project(Schema source, object? value, Schema target)
    {
        CheckCompatible(source, target);
        if (source.IsOptional && !target.IsOptional && target.DefaultValue is null)
        {
            throw new SchemaProjectorException("Writer schema is optional, however, target schema does not provide a default value.");
        }

        if (value is null)
        {
            return source.IsOptional && !target.IsOptional ? target.DefaultValue : null;
        }

        return target.Type switch
        {
            SchemaType.Struct => ProjectStruct(source, (Struct)value, target),
            SchemaType.Array => ((IReadOnlyList<object?>)value).Select(v => Project(source.ValueSchema!, v, target.ValueSchema!)).ToList(),
            SchemaType.Map => ProjectMap(source, (ConnectMap)value, target),
            _ => Widen(value, target.Type),
        };
    }

    private static void CheckCompatible(Schema source, Schema target)
    {
        var widening = source.Type <= target.Type && target.Type <= SchemaType.Float64;
        if (source.Type != target.Type && !widening)
        {
            throw new SchemaProjectorException(
                $"Schema type mismatch. source type: {source.Type.Name()} and target type: {target.Type.Name()}");
        }

        if (source.Name != target.Name)
        {
            throw new SchemaProjectorException(
                $"Schema name mismatch. source name: {JavaText.Of(source.Name)} and target name: {JavaText.Of(target.Name)}");
        }

        if (!SchemaEquality.ParametersEqual(source.Parameters, target.Parameters))
        {
            throw new SchemaProjectorException(
                $"Schema parameters not equal. source parameters: {JavaText.Of(source.Parameters)} and target parameters: {JavaText.Of(target.Parameters)}");
        }
    }

    private static Struct ProjectStruct(Schema source, Struct value, Schema target)
    {
        var result = new Struct(target);
        foreach (var field in target.Fields)
        {
            if (source.Field(field.Name) is { } from)
            {
                result.Put(field, ProjectField(from, value.Get(from), field));
            }
            else if (!field.Schema.IsOptional)
            {
                result.Put(field, field.Schema.DefaultValue
                    ?? throw new SchemaProjectorException($"Required field `{field.Name}` is missing from source schema: {source}"));
            }
        }

        return result;
    }

    private static object? ProjectField(Field from, object? value, Field to)
    {
        try
        {
            return Project(from.Schema, value, to.Schema);
        }
        catch (SchemaProjectorException e)
        {
            throw new SchemaProjectorException($"Error projecting {from.Name}", e);
        }
    }

    private static ConnectMap ProjectMap(Schema source, ConnectMap value, Schema target)
    {
        var result = new ConnectMap();
        foreach (var (key, element) in value)
        {
            result[Project(source.KeySchema!, key, target.KeySchema!)] = Project(source.ValueSchema!, element, target.ValueSchema!);
        }

        return result;
    }

    private static object Widen(object value, SchemaType type) => type switch
    {
        _ when !JavaNumbers.IsNumber(value) => value,
        SchemaType.Int8 => (sbyte)JavaNumbers.ToInt32(value),
        SchemaType.Int16 => (short)JavaNumbers.ToInt32(value),
        SchemaType.Int32 => JavaNumbers.ToInt32(value),
        SchemaType.Int64 => JavaNumbers.ToInt64(value),
        SchemaType.Float32 => JavaNumbers.ToSingle(value),
        SchemaType.Float64 => JavaNumbers.ToDouble(value),
        _ => value,
    };
}
