using System.Globalization;
using System.Net;
using System.Text;

namespace Ms2Lab.Cli.Bench;

/// <summary>Bars with their names and numbers, as SVG for an HTML page.</summary>
internal static class BarChart
{
    private const int BarHeight = 22;
    private const int NameWidth = 140;
    private const int BarWidth = 460;
    private const int NumberWidth = 80;

    /// <summary>One bar below the other; the largest value takes the whole width.</summary>
    public static string Svg(IReadOnlyList<(string Name, double Value)> bars)
    {
        var largest = Math.Max(bars.Max(b => b.Value), double.Epsilon);
        var chart = new StringBuilder($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{NameWidth + BarWidth + NumberWidth}\" height=\"{bars.Count * BarHeight}\" font-size=\"13\" role=\"img\">");
        for (var i = 0; i < bars.Count; i++)
        {
            var width = (int)(bars[i].Value / largest * BarWidth);
            var (top, text) = (i * BarHeight, (i * BarHeight) + 15);
            chart.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{text}\">{WebUtility.HtmlEncode(bars[i].Name)}</text>");
            chart.Append(CultureInfo.InvariantCulture, $"<rect x=\"{NameWidth}\" y=\"{top + 2}\" width=\"{width}\" height=\"{BarHeight - 6}\" fill=\"#4a7fb5\"/>");
            chart.Append(CultureInfo.InvariantCulture, $"<text x=\"{NameWidth + width + 6}\" y=\"{text}\">{bars[i].Value:N0}</text>");
        }

        return chart.Append("</svg>").ToString();
    }
}
