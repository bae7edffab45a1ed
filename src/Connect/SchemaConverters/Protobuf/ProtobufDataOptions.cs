using Ms2Lab.Connect.SchemaConverters.Serdes;

namespace Ms2Lab.Connect.SchemaConverters.Protobuf;

/// <summary>Settings of the mapping between Connect's and Protobuf's data.</summary>
internal sealed record ProtobufDataOptions
{
    /// <summary>Structs, enums and maps have the full names of their types (<c>enhanced.protobuf.schema.support</c>).</summary>
    public bool EnhancedSchemas { get; init; }

    /// <summary>Illegal characters in names are replaced (<c>scrub.invalid.names</c>).</summary>
    public bool ScrubNames { get; init; }

    /// <summary>Enums are numbers (<c>int.for.enums</c>).</summary>
    public bool IntForEnums { get; init; }

    /// <summary>Only fields with the word <c>optional</c> are optional, and optional fields get it (<c>optional.for.nullables</c>).</summary>
    public bool OptionalForNullables { get; init; }

    /// <summary>Unset fields of proto2 are null (<c>optional.for.proto2</c>).</summary>
    public bool OptionalForProto2 { get; init; } = true;

    /// <summary>Optional primitives are wrapper messages (<c>wrapper.for.nullables</c>).</summary>
    public bool WrapperForNullables { get; init; }

    /// <summary>A wrapper message, at the root and in fields, is the primitive in it (<c>wrapper.for.raw.primitives</c>).</summary>
    public bool WrapperForRawPrimitives { get; init; } = true;

    /// <summary>Unset messages are Structs of defaults (<c>generate.struct.for.nulls</c>).</summary>
    public bool StructForNulls { get; init; }

    /// <summary>Fields that hold a oneof end in its index (<c>generate.index.for.unions</c>).</summary>
    public bool IndexForUnions { get; init; } = true;

    /// <summary>Members of a oneof are fields of the message itself (<c>flatten.unions</c>).</summary>
    public bool FlattenUnions { get; init; }

    /// <summary>Enums and unions carry the parameters of <see cref="SumTypes"/> (<c>generalized.sum.type.support</c>).</summary>
    public bool GeneralizedSumTypes { get; init; }

    /// <summary>A null in a field with a default is left unset (<c>ignore.default.for.nullables</c>).</summary>
    public bool IgnoreDefaults { get; init; }

    /// <summary>The parameter that marks enums.</summary>
    public string EnumParameter => GeneralizedSumTypes ? SumTypes.Enum : ProtobufWords.Enum;

    /// <summary>Reads the settings.</summary>
    internal static ProtobufDataOptions Of(SerdeConfig config) => new()
    {
        EnhancedSchemas = config.Flag("enhanced.protobuf.schema.support", false),
        ScrubNames = config.Flag("scrub.invalid.names", false),
        IntForEnums = config.Flag("int.for.enums", false),
        OptionalForNullables = config.Flag("optional.for.nullables", false),
        OptionalForProto2 = config.Flag("optional.for.proto2", true),
        WrapperForNullables = config.Flag("wrapper.for.nullables", false),
        WrapperForRawPrimitives = config.Flag("wrapper.for.raw.primitives", true),
        StructForNulls = config.Flag("generate.struct.for.nulls", false),
        IndexForUnions = config.Flag("generate.index.for.unions", true),
        FlattenUnions = config.Flag("flatten.unions", false),
        GeneralizedSumTypes = config.Flag("generalized.sum.type.support", false),
        IgnoreDefaults = config.Flag("ignore.default.for.nullables", false),
    };

    /// <summary>The field that holds a oneof.</summary>
    internal string UnionField(string oneOf, int index) => IndexForUnions ? $"{oneOf}_{index}" : oneOf;

    /// <summary>A simple name made legal if that is wanted.</summary>
    internal string Scrubbed(string name) => ScrubNames ? ProtobufWords.Scrubbed(name) : name;
}
