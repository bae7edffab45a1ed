namespace Ms2Lab.Connect.SchemaConverters;

/// <summary>The parameters by which all converters mark enums and unions under <c>generalized.sum.type.support</c>.</summary>
internal static class SumTypes
{
    internal const string Enum = "org.apache.kafka.connect.data.Enum";
    internal const string Union = "org.apache.kafka.connect.data.Union";
}
