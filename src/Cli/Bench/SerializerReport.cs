using System.Globalization;
using System.Net;
using System.Text;
using Ms2Lab.Kafka.Protocol.Records;

namespace Ms2Lab.Cli.Bench;

/// <summary>The figures of the serializers as a table for the terminal and as an HTML page with charts.</summary>
internal static class SerializerReport
{
    /// <summary>Column heads and one row an encoding.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<EncodingFigures> figures) =>
    [
        ["", "mean", "p50", "p99", "encode ns min", "median", "bytes", "decode ns min", "median", "bytes", .. Enum.GetNames<CompressionCodec>().Select(c => $"batch {c.ToLowerInvariant()}")],
        .. figures.Select(f => (IReadOnlyList<string>)
        [
            f.Name, Number(f.Mean), Number(f.Percentile(0.5)), Number(f.Percentile(0.99)), Number(f.Encode.Minimum), Number(f.Encode.Median),
            Number(f.Encode.Allocated), Number(f.Decode.Minimum), Number(f.Decode.Median), Number(f.Decode.Allocated), .. Enum.GetValues<CompressionCodec>().Select(c => Number(f.Batches[c])),
        ]),
    ];

    /// <summary>Rows in columns, numbers to the right.</summary>
    public static string Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(c => rows.Max(r => r[c].Length)).ToList();
        return string.Join('\n', rows.Select(r => string.Join("  ", r.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd()));
    }

    /// <summary>A page that needs nothing beside itself.</summary>
    public static string Html(string title, IReadOnlyList<EncodingFigures> figures, IReadOnlyList<IReadOnlyList<string>> small)
    {
        var page = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Escaped(title)}</title>\n");
        page.Append("<style>body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}td,th{padding:.2em .7em;text-align:right}td:first-child{text-align:left;white-space:nowrap}</style></head><body>\n");
        page.Append($"<h1>{Escaped(title)}</h1>\n{Charts(figures)}");
        page.Append($"<h2>Figures</h2>\n{HtmlTable(Rows(figures))}\n<h2>Small and sparse records</h2>\n{HtmlTable(small)}\n</body></html>\n");
        return page.ToString();
    }

    private static string Charts(IReadOnlyList<EncodingFigures> figures) => string.Concat(
    [
        Chart("Bytes of a record", figures, f => f.Mean),
        .. Enum.GetValues<CompressionCodec>().Select(c => Chart($"Bytes of a batch, {c.ToString().ToLowerInvariant()}", figures, f => f.Batches[c])),
        Chart("Nanoseconds to encode a record, shortest round", figures, f => f.Encode.Minimum),
        Chart("Nanoseconds to decode a record, shortest round", figures, f => f.Decode.Minimum),
    ]);

    private static string Chart(string title, IReadOnlyList<EncodingFigures> figures, Func<EncodingFigures, double> value) =>
        $"<h2>{Escaped(title)}</h2>\n{BarChart.Svg([.. figures.Select(f => (f.Name, value(f)))])}\n";

    private static string HtmlTable(IReadOnlyList<IReadOnlyList<string>> rows) =>
        $"<table>{string.Join('\n', rows.Select((r, i) => $"<tr>{string.Concat(r.Select(c => i == 0 ? $"<th>{Escaped(c)}</th>" : $"<td>{Escaped(c)}</td>"))}</tr>"))}</table>";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
