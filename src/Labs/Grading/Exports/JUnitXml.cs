using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ms2Lab.Labs.LabKit;
using Ms2Lab.Labs.LabKit.Running;

namespace Ms2Lab.Labs.Grading;

/// <summary>JUnit's XML as CI systems read it: a suite a lab, a case a check. Blocked checks are skipped cases that say so.</summary>
public static class JUnitXml
{
    /// <summary>Writes the file's text.</summary>
    public static string Write(IEnumerable<LabReport> labs)
    {
        var suites = new XElement("testsuites", labs.Select(Suite));
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            suites.WriteTo(xml);
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text + "\n";
    }

    private static XElement Suite(LabReport lab) => new(
        "testsuite",
        new XAttribute("name", lab.Lab),
        new XAttribute("tests", lab.AllChecks.Count()),
        new XAttribute("failures", lab.Count(Verdict.Failed)),
        new XAttribute("errors", lab.Count(Verdict.Error)),
        new XAttribute("skipped", lab.Count(Verdict.Skipped) + lab.Count(Verdict.Blocked)),
        new XAttribute("timestamp", lab.StartedAt.ToString("s", CultureInfo.InvariantCulture)),
        new XElement("properties", new XElement("property", new XAttribute("name", "backend"), new XAttribute("value", lab.Backend))),
        lab.Steps.SelectMany(s => s.Checks.Select(c => Case(lab, s, c))));

    private static XElement Case(LabReport lab, StepReport step, CheckReport check) => new(
        "testcase",
        new XAttribute("classname", $"{lab.Lab}.{step.Id}"),
        new XAttribute("name", check.Id),
        new XAttribute("time", check.Seconds.ToString("0.###", CultureInfo.InvariantCulture)),
        Outcome(check));

    private static XElement? Outcome(CheckReport check) => check.Verdict switch
    {
        Verdict.Passed => null,
        Verdict.Failed => Message("failure", check, ""),
        Verdict.Error => Message("error", check, ""),
        Verdict.Blocked => Message("skipped", check, "blocked: "),
        _ => Message("skipped", check, ""),
    };

    private static XElement Message(string element, CheckReport check, string prefix) =>
        new(element, new XAttribute("message", Clean(prefix + check.Observed)), Clean(ReportText.Of(check)));

    // XML 1.0 has no place for most control characters, which an observed value may hold.
    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
}
