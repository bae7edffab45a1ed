using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters;

/// <summary>The parameters by which all converters mark enums and unions under <c>generalized.sum.type.support</c>.</summary>
internal static class SumTypes
{
    internal const string Enum = "org.apache.kafka.connect.data.Enum";
    internal const string Union = "org.apache.kafka.connect.data.Union";
    private const string UnionName = "connect_union_";

    /// <summary>The name of a union, by how many a converter made before it.</summary>
    internal static string NameOf(int union) => $"{UnionName}{union}";

    /// <summary>The field that stands for a union's member.</summary>
    internal static string FieldOf(int member) => $"{UnionName}field_{member}";

    /// <summary>Whether a struct is marked as a union.</summary>
    internal static bool IsUnion(Schema schema) => schema.Parameters?.ContainsKey(Union) == true;
}
