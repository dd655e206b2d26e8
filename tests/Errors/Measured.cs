using System.Text.RegularExpressions;

namespace StreamEngine.Tests.Errors;

/// <summary>What no two runs share.</summary>
internal static partial class Measured
{
    /// <summary>The text with <c>…</c> in place of a run's summary: rows on their way, times and memory differ from run to run.</summary>
    public static string Mask(string text) => Summary().Replace(text, "$1 …\n");

    // from "name: done" to the last line of its account of rows
    [GeneratedRegex(@"^([a-z0-9-]+: (?:done|failed|drained on request))\n\nnode [\s\S]*?\n(?:every row is|the run stopped|NOT every row)[^\n]*\n(?:(?!.*\b(?:error|warning) SE).+\n)*", RegexOptions.Multiline)]
    private static partial Regex Summary();
}
