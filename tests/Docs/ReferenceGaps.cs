using StreamEngine.Cli.Reference;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Tests.Docs;

/// <summary>What the reference page of an operator lacks.</summary>
internal static class ReferenceGaps
{
    /// <summary>The missing parts by name; none for a whole page.</summary>
    public static IEnumerable<string> Of(OperatorDescription op)
    {
        var docs = XmlDocs.Of(op.Type.Assembly);
        var contract = OperatorContract.Of(op);
        var gaps = new List<string>();
        Require(gaps, docs.Summary(op.Type).Length > 0, "purpose");
        Require(gaps, op.Kind != OperatorKind.Feature || contract.Prose.Split('\n').Any(line => line.StartsWith("    ", StringComparison.Ordinal)), "formula");
        Require(gaps, op.Inputs.All(i => i.Summary.Length > 0), "inputs");
        Require(gaps, op.Ports.All(p => p.Summary.Length > 0), "ports");
        Require(gaps, op.Examples.Count > 0, "worked example");
        gaps.AddRange(contract.Missing());
        gaps.AddRange(Options(OptionsDescription.Of(op.OptionsType), ""));
        return gaps.Select(gap => $"{op.Name} ({op.Kind}): {gap}");
    }

    private static IEnumerable<string> Options(IReadOnlyList<OptionDescription> options, string under) =>
        options.Where(option => option.Summary.Length == 0).Select(option => $"option {under}{option.Name}")
            .Concat(options.Where(option => option.Nested is not null).SelectMany(option => Options(option.Nested!, under + option.Name + ".")));

    private static void Require(List<string> gaps, bool holds, string what)
    {
        if (!holds)
        {
            gaps.Add(what);
        }
    }
}
