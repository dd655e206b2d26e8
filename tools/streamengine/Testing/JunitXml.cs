using System.Globalization;
using System.Xml.Linq;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>Results of cases in the XML that build servers read.</summary>
internal static class JunitXml
{
    /// <summary>A suite for each file.</summary>
    public static string Of(CaseReport report) =>
        new XDocument(new XElement("testsuites", report.Results.GroupBy(r => r.File.Path, StringComparer.Ordinal).Select(file => new XElement("testsuite",
            new XAttribute("name", file.Key),
            new XAttribute("tests", file.Count()),
            new XAttribute("failures", file.Count(r => r.Status == CaseStatus.Failed)),
            new XAttribute("errors", file.Count(r => r.Status == CaseStatus.Refused)),
            file.Select(Case))))).ToString() + "\n";

    private static XElement Case(CaseResult result) => new("testcase",
        new XAttribute("name", result.Case.Name),
        new XAttribute("classname", result.File.Path),
        new XAttribute("line", result.Case.Span.Line.ToString(CultureInfo.InvariantCulture)),
        result.Status == CaseStatus.Refused ? new XElement("error", new XAttribute("message", "the case or its pipeline is refused")) : null,
        result.Status == CaseStatus.Failed ? new XElement("failure", new XAttribute("message", result.Failures[0].Message), CaseText.Of(result, colour: false)) : null);
}
