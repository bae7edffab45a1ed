namespace Ms2Lab.Kafka.Protocol;

/// <summary>What Kafka says of its error codes: the texts that travel, whether to try again, the Java exception.</summary>
public static partial class ErrorCodes
{
    /// <summary>The text of Kafka's exception for the code; empty for <see cref="ErrorCode.None"/>.</summary>
    public static string Message(ErrorCode code) => Row(code).Message;

    /// <summary>Whether Kafka counts it among the retriable errors.</summary>
    public static bool IsRetriable(ErrorCode code) => Row(code).IsRetriable;

    /// <summary>Full name of the Java exception; "-" for <see cref="ErrorCode.None"/>.</summary>
    public static string JavaName(ErrorCode code) => Row(code).JavaName;

    /// <summary>The name as Kafka prints it, such as UNKNOWN_TOPIC_OR_PARTITION.</summary>
    public static string WireName(ErrorCode code)
    {
        var name = new System.Text.StringBuilder();
        foreach (var letter in code.ToString())
        {
            if (char.IsUpper(letter) && name.Length > 0)
            {
                name.Append('_');
            }

            name.Append(char.ToUpperInvariant(letter));
        }

        return name.ToString();
    }
}
