namespace Ms2Lab.Labs.Serializers;

/// <summary>One change of a small schema, in each format.</summary>
/// <param name="Id">Name in answers and tables.</param>
/// <param name="Title">What changes.</param>
/// <param name="Avro">The schema after it.</param>
/// <param name="Protobuf">The file after it.</param>
/// <param name="Json">The JSON Schema after it.</param>
public sealed record SchemaChange(string Id, string Title, string Avro, string Protobuf, string Json)
{
    /// <summary>The formats as the registry names them, in the order of tables.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["AVRO", "PROTOBUF", "JSON"];

    /// <summary>The schemas before any change, open to further properties in JSON Schema, as its objects are unless they say otherwise.</summary>
    public static SchemaChange Before { get; } = new(
        "before",
        "no change",
        """{"type":"record","name":"Reading","fields":[{"name":"count","type":"int"},{"name":"total","type":"long"},{"name":"profile","type":"string"},{"name":"humidity","type":["null","double"],"default":null}]}""",
        "syntax = \"proto3\"; message Reading { int32 count = 1; int64 total = 2; string profile = 3; optional double humidity = 4; }",
        """{"type":"object","title":"Reading","properties":{"count":{"type":"integer"},"total":{"type":"number"},"profile":{"type":"string"},"humidity":{"type":"number"}},"required":["count","total","profile"]}""");

    /// <summary>The changes that the lab asks about.</summary>
    public static IReadOnlyList<SchemaChange> All { get; } =
    [
        Before.With("field-with-default", "a field more, with a default",
            ("]}", ",{\"name\":\"tariff\",\"type\":\"string\",\"default\":\"standard\"}]}"), (" }", " string tariff = 5; }"),
            ("\"humidity\"", "\"tariff\":{\"type\":\"string\",\"default\":\"standard\"},\"humidity\"")),
        Before.With("field-without-default", "a field more that every reading must have (which proto3 cannot say)",
            ("]}", ",{\"name\":\"tariff\",\"type\":\"string\"}]}"), (" }", " string tariff = 5; }"),
            ("\"humidity\":{\"type\":\"number\"}},\"required\":[", "\"humidity\":{\"type\":\"number\"},\"tariff\":{\"type\":\"string\"}},\"required\":[\"tariff\",")),
        Before.With("field-removed", "the optional humidity removed",
            (",{\"name\":\"humidity\",\"type\":[\"null\",\"double\"],\"default\":null}", ""), (" optional double humidity = 4;", ""), (",\"humidity\":{\"type\":\"number\"}", "")),
        Before.With("widened", "count from a smaller to a larger kind of number", ("\"int\"", "\"long\""), ("int32 count", "int64 count"), ("\"integer\"", "\"number\"")),
        Before.With("narrowed", "total from a larger to a smaller kind of number",
            ("\"total\",\"type\":\"long\"", "\"total\",\"type\":\"int\""), ("int64 total", "int32 total"), ("\"total\":{\"type\":\"number\"", "\"total\":{\"type\":\"integer\"")),
        Before.With("renamed", "profile renamed to profile_name", ("\"profile\"", "\"profile_name\""), ("string profile", "string profile_name"), ("\"profile\"", "\"profile_name\"")),
        Before.With("as-text", "humidity from a number to a text",
            ("\"double\"],\"default\":null", "\"string\"],\"default\":null"), ("double humidity", "string humidity"), ("\"humidity\":{\"type\":\"number\"", "\"humidity\":{\"type\":\"string\"")),
    ];

    /// <summary>The schema of a format after the change.</summary>
    public string In(string format) => format switch
    {
        "AVRO" => Avro,
        "PROTOBUF" => Protobuf,
        _ => Json,
    };

    private SchemaChange With(string id, string title, (string From, string To) avro, (string From, string To) protobuf, (string From, string To) json) =>
        new(id, title, Changed(Avro, avro), Changed(Protobuf, protobuf), Changed(Json, json));

    private static string Changed(string text, (string From, string To) part) => text.Replace(part.From, part.To, StringComparison.Ordinal);
}
