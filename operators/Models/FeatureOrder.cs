using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Models;

/// <summary>Holds the columns a pipeline names against the features the model names, place by place.</summary>
internal static class FeatureOrder
{
    private const int MostLines = 24;

    /// <summary>Reports what differs.</summary>
    /// <param name="scope">The node.</param>
    /// <param name="model">Path of the model.</param>
    /// <param name="given">Columns of the option <c>input</c>.</param>
    /// <param name="wanted">The model's features.</param>
    public static void Check(BindScope scope, string model, IReadOnlyList<string> given, IReadOnlyList<string> wanted)
    {
        if (given.SequenceEqual(wanted, StringComparer.Ordinal))
        {
            return;
        }

        var wrong = Enumerable.Range(0, Math.Max(given.Count, wanted.Count)).Where(i => At(given, i) != At(wanted, i)).ToList();
        var place = wrong[0] < given.Count ? $"input[{wrong[0]}]" : "input";
        if (given.Count == wanted.Count && given.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal), StringComparer.Ordinal))
        {
            var first = wrong[0];
            scope.Report(place, ModelErrors.Order, $"model {ProblemText.Quote(model)} wants its {wanted.Count} features in another order: at position {first + 1} '{given[first]}' stands, and the model says '{wanted[first]}'",
                Reordered(scope, given, wanted, wrong) with { Table = Table(given, wanted, wrong) });
            return;
        }

        var missing = wanted.Except(given, StringComparer.Ordinal).ToList();
        var odd = given.Except(wanted, StringComparer.Ordinal).ToList();
        List<string> parts =
        [
            .. missing.Count > 0 ? [$"it lacks {NameList.Of(missing)}"] : Array.Empty<string>(),
            .. odd.Count > 0 ? [$"{NameList.Of(odd)} {(odd.Count == 1 ? "is" : "are")} not the model's"] : Array.Empty<string>(),
            .. missing.Count + odd.Count == 0 ? ["a column stands there twice"] : Array.Empty<string>(),
        ];
        scope.Report(place, ModelErrors.Features, $"model {ProblemText.Quote(model)} has {wanted.Count} features, and 'input' names {given.Count}: {string.Join("; ", parts)}",
            new Suggestion("name the model's features in its order, or leave 'input' out") { Table = Table(given, wanted, wrong) });
    }

    private static Suggestion Reordered(BindScope scope, IReadOnlyList<string> given, IReadOnlyList<string> wanted, List<int> wrong)
    {
        const string Help = "a silent swap would still run and give wrong scores; write them in the order of the model";
        var edits = wrong.Select(i => scope.PlaceOf($"input[{i}]") is { } span ? new TextEdit(span, wanted[i]) : null).ToList();
        return edits.Contains(null) || given.Count == 1 ? Help : Suggestion.Change(Help, [.. edits.Select(e => e!)]);
    }

    /// <summary>Every position, or those that differ where there are many.</summary>
    private static List<string> Table(IReadOnlyList<string> given, IReadOnlyList<string> wanted, List<int> wrong)
    {
        var count = Math.Max(given.Count, wanted.Count);
        var shown = count <= MostLines ? [.. Enumerable.Range(0, count)] : wrong.Take(MostLines).ToList();
        var width = Math.Min(40, shown.Max(i => Math.Max("pipeline".Length, Math.Max(At(given, i).Length, At(wanted, i).Length))));
        List<string> lines = [Line("position", "pipeline", "model", "", width)];
        lines.AddRange(shown.Select(i => Line((i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(4), At(given, i), At(wanted, i), At(given, i) == At(wanted, i) ? "ok" : "WRONG", width)));
        if (count > MostLines && wrong.Count > shown.Count)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"  … {wrong.Count - shown.Count} more are wrong"));
        }

        return lines;
    }

    private static string Line(string position, string given, string wanted, string verdict, int width) =>
        $"  {position,-8}   {given.PadRight(width)}   {wanted.PadRight(width)}   {verdict}".TrimEnd();

    private static string At(IReadOnlyList<string> names, int i) => i < names.Count ? names[i] : "-";
}
