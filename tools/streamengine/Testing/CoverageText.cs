using System.Globalization;
using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>What cases reached, for people.</summary>
internal static class CoverageText
{
    private const string Failed = "error";

    /// <summary>A line for each pipeline, and the ports no case got a row from.</summary>
    public static string Of(IReadOnlyDictionary<string, CaseCoverage> all)
    {
        var text = new StringBuilder();
        foreach (var (pipeline, coverage) in all)
        {
            var nodes = coverage.Nodes;
            var ports = Counted(coverage).ToList();
            var reached = ports.Count(p => p.IsReached);
            text.Append(string.Create(CultureInfo.InvariantCulture, $"{pipeline}: {nodes.Count(n => n.IsReached)} of {nodes.Count} nodes, {reached} of {ports.Count} ports reached ({100.0 * reached / Math.Max(1, ports.Count):0} %)\n"));
            var silent = nodes.Where(n => !n.IsReached).Select(n => n.Node).ToList();
            Append(text, "nodes without a row", silent);
            Append(text, "ports without a row", ports.Where(p => !p.IsReached && !silent.Contains(p.Node)).Select(p => Name(p.Node, p.Port)));
            Append(text, "no failed row at", coverage.Ports.Where(p => p.Port == Failed && !p.IsReached).Select(p => p.Node));
        }

        return text.ToString();
    }

    /// <summary>The ports the share counts: all but <c>error</c>, which every node has that could fail a row.</summary>
    public static IEnumerable<(string Node, string Port, bool IsReached)> Counted(CaseCoverage coverage) => coverage.Ports.Where(p => p.Port != Failed);

    /// <summary><c>node</c> or <c>node.port</c>.</summary>
    public static string Name(string node, string port) => port.Length == 0 ? node : $"{node}.{port}";

    private static void Append(StringBuilder text, string title, IEnumerable<string> names)
    {
        if (names.Any())
        {
            text.Append(Indented($"{title}: {string.Join(", ", names)}"));
        }
    }

    private static string Indented(string line) => string.Join('\n', Wrapped.Lines(line, Terminal.Width - 4).Split('\n').Select((l, i) => (i == 0 ? "  " : "    ") + l)) + "\n";
}
