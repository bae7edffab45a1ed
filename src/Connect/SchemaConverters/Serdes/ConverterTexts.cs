using Ms2Lab.Connect.Api;

namespace Ms2Lab.Connect.SchemaConverters.Serdes;

/// <summary>What a converter says when its serializer fails; {0} stands for the topic.</summary>
/// <param name="Reading">Bytes could not be read.</param>
/// <param name="ReadingAgain">They could not for now.</param>
/// <param name="Writing">Data could not be written.</param>
/// <param name="WritingAgain">They could not for now.</param>
/// <param name="Data">What is written, in the text of a failed connection.</param>
internal sealed record ConverterTexts(string Reading, string ReadingAgain, string Writing, string WritingAgain, string Data)
{
    /// <summary>The converter's exception for a fault while reading.</summary>
    internal Exception OfReading(string topic, JavaException fault) =>
        Of(fault, Filled(Reading, topic), Filled(ReadingAgain, topic), $"Network connection error while deserializing data for topic {topic}: ");

    /// <summary>The converter's exception for a fault while writing.</summary>
    internal Exception OfWriting(string topic, JavaException fault) =>
        Of(fault, Filled(Writing, topic), Filled(WritingAgain, topic), $"Network connection error while serializing {Data} for topic {topic}: ");

    private static Exception Of(JavaException fault, string text, string textAgain, string network) =>
        SerdeFault.IsTimeout(fault) ? new RetriableException(textAgain, fault)
        : SerdeFault.ConnectionFailure(fault) is { } cause ? new NetworkException(network + cause.Message, fault)
        : new DataException(text, fault);

    private static string Filled(string text, string topic) => text.Replace("{0}", topic, StringComparison.Ordinal);
}
