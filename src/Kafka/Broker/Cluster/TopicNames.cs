namespace Ms2Lab.Kafka.Broker.Cluster;

/// <summary>What names topics may have.</summary>
internal static class TopicNames
{
    private const int Longest = 249;

    /// <summary>Null for a legal name, else Kafka's text.</summary>
    public static string? Refusal(string name) => name switch
    {
        "" => "Topic name is invalid: the empty string is not allowed",
        "." => "Topic name is invalid: '.' is not allowed",
        ".." => "Topic name is invalid: '..' is not allowed",
        { Length: > Longest } => $"Topic name is invalid: the length of '{name}' is longer than the max allowed length {Longest}",
        _ => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? null
            : $"Topic name is invalid: '{name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'",
    };

    /// <summary>Names that differ only in '.' and '_' would share a metric's name.</summary>
    public static string Collapsed(string name) => name.Replace('.', '_');
}
