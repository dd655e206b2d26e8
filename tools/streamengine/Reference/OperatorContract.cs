using System.Text.RegularExpressions;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Reference;

/// <summary>
/// What an operator's remarks promise, taken apart: edge cases (the paragraph that starts with these words) and the contract, whose clauses start with what they are about: emits, holds back, completes,
/// fails, warm-up, cost, memory, position.
/// </summary>
/// <param name="Prose">The remarks without the two.</param>
/// <param name="EdgeCases">Unusual rows and what becomes of them; empty when nothing is said.</param>
/// <param name="Lines">The contract by label, in the order of <see cref="Labels"/>.</param>
internal sealed partial record OperatorContract(string Prose, string EdgeCases, IReadOnlyList<(string Label, string Text)> Lines)
{
    private const string EdgeLabel = "Edge cases:";

    /// <summary>What every operator says.</summary>
    public static readonly IReadOnlyList<string> Labels = ["emits", "holds back", "completes", "fails", "warm-up", "cost", "memory"];

    private const string Position = "position";

    /// <summary>Reads an operator's doc comment.</summary>
    public static OperatorContract Of(OperatorDescription op) => Of(XmlDocs.Of(op.Type.Assembly).Remarks(op.Type));

    /// <summary>Reads remarks.</summary>
    public static OperatorContract Of(string remarks)
    {
        var prose = new List<string>();
        var edges = new List<string>();
        var said = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var paragraph in remarks.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (paragraph.StartsWith(EdgeLabel, StringComparison.Ordinal))
            {
                edges.Add(Capital(paragraph[EdgeLabel.Length..].Trim()));
            }
            else if (!paragraph.StartsWith(' ') && LabelsOf(Clauses(paragraph)[0]).Count > 0)
            {
                Take(paragraph, said);
            }
            else
            {
                prose.Add(paragraph);
            }
        }

        return new OperatorContract(
            string.Join("\n\n", prose), string.Join("\n\n", edges), [.. Labels.Append(Position).Where(said.ContainsKey).Select(label => (label, string.Join("; ", said[label])))]);
    }

    /// <summary>The parts every operator must have and this one has not.</summary>
    public IEnumerable<string> Missing() =>
        Labels.Except(Lines.Select(line => line.Label)).Concat(EdgeCases.Length == 0 ? ["edge cases"] : []);

    private static void Take(string paragraph, Dictionary<string, List<string>> said)
    {
        IReadOnlyList<string> about = [];
        foreach (var clause in Clauses(paragraph))
        {
            var labels = LabelsOf(clause);
            about = labels.Count > 0 ? labels : about;
            foreach (var label in about)
            {
                if (!said.TryGetValue(label, out var texts))
                {
                    said.Add(label, texts = []);
                }

                texts.Add(labels.Count > 0 ? WithoutHead(clause) : clause);
            }
        }
    }

    private static List<string> Clauses(string paragraph) =>
        [.. ClauseEnd().Split(paragraph.ReplaceLineEndings(" ")).SelectMany(CostAndMemory).Select(clause => clause.Trim().TrimEnd('.', ';')).Where(clause => clause.Length > 0)];

    /// <summary><c>O(1) time, 24 bytes a key</c> is two.</summary>
    private static IEnumerable<string> CostAndMemory(string clause) =>
        clause.StartsWith("O(", StringComparison.Ordinal) && MemoryBehindCost().Match(clause) is { Success: true } match
            ? [clause[..match.Index], "Memory: " + clause[(match.Index + 2)..]]
            : [clause];

    private static IReadOnlyList<string> LabelsOf(string clause) => clause switch
    {
        _ when Both().IsMatch(clause) => ["completes", "fails"],
        _ when Starts(clause, "emits") => ["emits"],
        _ when Starts(clause, "holds") => ["holds back"],
        _ when Starts(clause, "completes") => ["completes"],
        _ when Starts(clause, "fails") || Starts(clause, "does not fail") || ErrorRow().IsMatch(clause) => ["fails"],
        _ when Starts(clause, "warm-up") || Starts(clause, "no warm-up") => ["warm-up"],
        _ when Starts(clause, "cost") || clause.StartsWith("O(", StringComparison.Ordinal) => ["cost"],
        _ when Starts(clause, "memory") || Starts(clause, "no memory") => ["memory"],
        _ when Starts(clause, Position) => [Position],
        _ => [],
    };

    private static bool Starts(string clause, string head) => clause.StartsWith(head, StringComparison.OrdinalIgnoreCase);

    private static string WithoutHead(string clause)
    {
        var text = Head().Replace(clause, "").Trim();
        text = Starts(clause, "holds") && text.EndsWith(" back", StringComparison.Ordinal) ? text[..^" back".Length] : text;
        return text.Length == 0 || Starts(clause, "no ") || Starts(clause, "does not") ? "none" + (text.Length == 0 ? "" : " " + text) : text;
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"(?<=[;.])\s+")]
    private static partial Regex ClauseEnd();

    [GeneratedRegex(@", (?=[^,]*\b(bytes|memory)\b)")]
    private static partial Regex MemoryBehindCost();

    [GeneratedRegex("^completes and fails ", RegexOptions.IgnoreCase)]
    private static partial Regex Both();

    [GeneratedRegex(@"\b(is an error row|are error rows|(goes|go) to port `?error`?)")]
    private static partial Regex ErrorRow();

    [GeneratedRegex("^(completes and fails|emits|holds back|holds|completes|fails|does not fail|no warm-up|warm-up|cost|memory|no memory|position)[:,]? *", RegexOptions.IgnoreCase)]
    private static partial Regex Head();
}
