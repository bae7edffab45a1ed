namespace Ms2Lab.Connect.Api;

/// <summary>Java class names of values, as messages show them.</summary>
public static class JavaClass
{
    /// <summary>The full class name, for example <c>java.lang.String</c>; <c>null</c> for null.</summary>
    public static string NameOf(object? value) => value switch
    {
        null => "null",
        string => "java.lang.String",
        bool => "java.lang.Boolean",
        sbyte => "java.lang.Byte",
        short => "java.lang.Short",
        int => "java.lang.Integer",
        long => "java.lang.Long",
        float => "java.lang.Float",
        double => "java.lang.Double",
        byte[] => "[B",
        BigDecimal => "java.math.BigDecimal",
        Instant => "java.util.Date",
        Struct => "org.apache.kafka.connect.data.Struct",
        ConnectMap map => map.IsLinked ? "java.util.LinkedHashMap" : "java.util.HashMap",
        IReadOnlyList<object?> => "java.util.ArrayList",
        SinkRecord => "org.apache.kafka.connect.sink.SinkRecord",
        SourceRecord => "org.apache.kafka.connect.source.SourceRecord",
        Exception e => JavaTrace.NameOf(e),
        _ => value.GetType().FullName ?? value.GetType().Name,
    };
}
