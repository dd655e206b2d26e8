using System.Globalization;
using System.Text;
using StreamEngine.Cli.Screen;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Testing;

/// <summary>What cases reached, for people.</summary>
internal static class CoverageText
{
    /// <summary>A line for each pipeline, and the ports no case got a row from.</summary>
    public static string Of(IReadOnlyDictionary<string, CaseCoverage> all)
    {
        var text = new StringBuilder();
        foreach (var (pipeline, coverage) in all)
        {
            var nodes = coverage.Nodes;
            var (reached, ports) = (coverage.Ports.Count(p => p.IsReached), coverage.Ports.Count);
            text.Append(string.Create(CultureInfo.InvariantCulture, $"{pipeline}: {nodes.Count(n => n.IsReached)} of {nodes.Count} nodes, {reached} of {ports} ports reached ({100.0 * reached / Math.Max(1, ports):0} %)\n"));
            var silent = nodes.Where(n => !n.IsReached).Select(n => n.Node).ToList();
            if (silent.Count > 0)
            {
                text.Append(Indented("nodes without a row: " + string.Join(", ", silent)));
            }

            var open = coverage.Ports.Where(p => !p.IsReached && !silent.Contains(p.Node)).Select(p => Name(p.Node, p.Port)).ToList();
            if (open.Count > 0)
            {
                text.Append(Indented("ports without a row: " + string.Join(", ", open)));
            }
        }

        return text.ToString();
    }

    /// <summary><c>node</c> or <c>node.port</c>.</summary>
    public static string Name(string node, string port) => port.Length == 0 ? node : $"{node}.{port}";

    private static string Indented(string line) => string.Join('\n', Wrapped.Lines(line, Terminal.Width - 4).Split('\n').Select((l, i) => (i == 0 ? "  " : "    ") + l)) + "\n";
}
