using System.Globalization;

namespace Ms2Lab.Kafka.Protocol.Generator;

/// <summary>How one field of the table looks in C#: its type, its default, the reader and writer calls.</summary>
internal sealed class FieldType
{
    private readonly FieldFact _field;

    public FieldType(FieldFact field, string structName)
    {
        _field = field;
        ElementType = field.IsStruct ? structName : field.Element switch
        {
            "bool" => "bool",
            "int8" => "sbyte",
            "int16" => "short",
            "uint16" => "ushort",
            "int32" => "int",
            "uint32" => "uint",
            "int64" => "long",
            "float64" => "double",
            "uuid" => "global::System.Guid",
            "string" => "string",
            _ => "global::System.ReadOnlyMemory<byte>",
        };
    }

    public string ElementType { get; }

    /// <summary>The C# keyword-free part of KafkaReader.Read… and KafkaWriter.Write….</summary>
    public string Verb => _field.Element switch
    {
        "bool" => "Boolean",
        "int8" => "Int8",
        "int16" => "Int16",
        "uint16" => "UInt16",
        "int32" => "Int32",
        "uint32" => "UInt32",
        "int64" => "Int64",
        "float64" => "Float64",
        "uuid" => "Uuid",
        "string" => "String",
        "records" => "Records",
        _ => "Bytes",
    };

    /// <summary>True for what carries a length and so has a compact form and may be null.</summary>
    public bool HasLength => _field.IsArray || _field.Element is "string" or "bytes" or "records";

    public bool CanBeNull => !_field.Nullable.IsEmpty;

    /// <summary>Made when it is first asked for: most messages leave most of their lists empty, and those on hot paths are made for each batch.</summary>
    public bool IsLazy => !CanBeNull && (_field.IsArray || _field.IsStruct);

    private bool IsBytes => !_field.IsArray && _field.Element is "bytes" or "records";

    public string Type => (_field.IsArray ? $"global::System.Collections.Generic.List<{ElementType}>" : ElementType) + (CanBeNull ? "?" : "");

    public string DefaultValue
    {
        get
        {
            if (_field.Default == "null")
            {
                return "null";
            }

            if (_field.IsArray || _field.IsStruct)
            {
                return "new()";
            }

            return _field.Element switch
            {
                "string" => "\"\"",
                "records" when CanBeNull => "null",
                "bytes" or "records" => "global::System.ReadOnlyMemory<byte>.Empty",
                "uuid" => "global::System.Guid.Empty",
                "bool" => _field.Default ?? "false",
                "int64" when _field.Default is not null => long.Parse(_field.Default, CultureInfo.InvariantCulture) + "L",
                _ => _field.Default ?? "0",
            };
        }
    }

    /// <summary>The C# condition that the property differs from its default.</summary>
    public string IsSet
    {
        get
        {
            var name = _field.Name;
            if (DefaultValue == "null")
            {
                return $"{name} is not null";
            }

            if (IsLazy)
            {
                return _field.IsArray ? $"_{name} is {{ Count: > 0 }}" : $"_{name} is {{ IsDefault: false }}";
            }

            if (_field.IsArray)
            {
                return $"{name} is not {{ Count: 0 }}";
            }

            if (IsBytes)
            {
                return CanBeNull ? $"{name} is not {{ Length: 0 }}" : $"{name}.Length != 0";
            }

            return _field.IsStruct ? $"!{name}.IsDefault" : $"{name} != {DefaultValue}";
        }
    }
}
