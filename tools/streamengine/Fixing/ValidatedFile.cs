using System.Text.Json.Nodes;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Fixing;

/// <summary>What <c>validate</c> found in one file, and what <c>--fix</c> did about it.</summary>
/// <param name="File">The file.</param>
/// <param name="Bound">The pipeline; null when it is refused.</param>
/// <param name="Problems">Its problems, after the changes where there are some.</param>
/// <param name="Graph">Its nodes and edges.</param>
internal sealed record ValidatedFile(string File, BoundPipeline? Bound, Problems Problems, WrittenGraph Graph)
{
    /// <summary>How many cases a file of nothing but cases has; null for a pipeline.</summary>
    public int? Cases { get; init; }

    /// <summary>Whether nothing in it is refused.</summary>
    public bool IsOk => !Problems.HasErrors && (Bound is not null || Cases is not null);

    /// <summary>How many changes <c>--fix</c> made or would make.</summary>
    public int Changes { get; init; }

    /// <summary>The changes; empty without any.</summary>
    public string Diff { get; init; } = "";

    /// <summary>Whether they stand in the files now.</summary>
    public bool IsWritten { get; init; }

    /// <summary>Number of errors.</summary>
    public int Errors => Problems.Count(problem => problem.Severity == Severity.Error) + (Problems.HasErrors ? Problems.Omitted : 0);

    /// <summary>Number of warnings.</summary>
    public int Warnings => Problems.Count(problem => problem.Severity == Severity.Warning);

    /// <summary>The object under <c>files</c> of <c>--json</c>.</summary>
    public JsonObject Json(bool fix)
    {
        var told = new JsonObject
        {
            ["file"] = File,
            ["ok"] = IsOk,
            ["pipeline"] = Bound?.Name,
            ["nodes"] = Graph.Nodes,
            ["edges"] = Graph.Edges,
            ["errors"] = Errors,
            ["warnings"] = Warnings,
            ["problems"] = new JsonArray([.. Problems.InOrder().Select(ProblemText.Json)]),
        };
        if (Cases is { } cases)
        {
            told["cases"] = cases;
        }

        if (fix)
        {
            told["changes"] = Changes;
            told["written"] = IsWritten;
            told["diff"] = Diff;
        }

        return told;
    }

    /// <summary>What <c>--fix</c> came to, on one line; null where there was nothing to change.</summary>
    public string? FixLine(bool dryRun)
    {
        if (Changes == 0)
        {
            return Errors > 0 ? $"{File}: nothing can be mended with certainty" : null;
        }

        var changes = Numbers.Counted(Changes, "change");
        return IsWritten ? $"{File}: {changes} written"
            : Bound is null ? $"{File}: nothing is written, because {Numbers.Counted(Errors, "error")} would remain after the {changes} above; places below are those after {(Changes == 1 ? "it" : "them")}"
            : dryRun ? $"{File}: {changes} not written (--dry-run)"
            : null;
    }
}
