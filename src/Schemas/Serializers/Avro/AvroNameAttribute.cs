namespace Ms2Lab.Schemas.Serializers;

/// <summary>Names a record or a field in Avro where the class or property is called otherwise; a record's name may carry its namespace.</summary>
/// <param name="name">The name in the schema.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Enum)]
public sealed class AvroNameAttribute(string name) : Attribute
{
    /// <summary>The name in the schema.</summary>
    public string Name => name;
}
