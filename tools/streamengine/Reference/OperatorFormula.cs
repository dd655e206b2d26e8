using System.Text.RegularExpressions;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Reference;

/// <summary>What an operator's doc comment says of a number: formula, where it is from, and the unusual.</summary>
/// <param name="Summary">What it measures.</param>
/// <param name="Formula">The formula, in lines; empty when there is none.</param>
/// <param name="Source">Where it is published.</param>
/// <param name="EdgeCases">Unusual rows and what becomes of them.</param>
internal sealed partial record OperatorFormula(string Summary, string Formula, string Source, string EdgeCases)
{
    private const string Indent = "    ";

    /// <summary>Reads an operator's doc comment.</summary>
    public static OperatorFormula Of(OperatorDescription op)
    {
        var contract = OperatorContract.Of(op);
        var lines = contract.Prose.Split('\n').Where(line => line.StartsWith(Indent, StringComparison.Ordinal)).Select(line => line[Indent.Length..].TrimEnd());
        return new OperatorFormula(
            XmlDocs.Of(op.Type.Assembly).Summary(op.Type).ReplaceLineEndings(" "), string.Join('\n', lines),
            string.Join(", ", Reference().Matches(contract.Prose).Select(m => m.Value).Distinct()), contract.EdgeCases.ReplaceLineEndings(" "));
    }

    [GeneratedRegex(@"\b(REQUIREMENTS [A-Z]{3}-[0-9]+(, [A-Z]{3}-[0-9]+)*|FORMULAE [0-9]+|EXCHANGES § [0-9.]*[0-9]|UX [0-9.]*[0-9])")]
    private static partial Regex Reference();
}
