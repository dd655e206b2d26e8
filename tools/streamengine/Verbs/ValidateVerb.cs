using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Fixing;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Testing;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>validate FILE…</c>: every problem of every file in one run; with <c>--fix</c>, mends what is certain.</summary>
internal sealed class ValidateVerb : Verb
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "pipeline files", Arity = ArgumentArity.OneOrMore };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();
    private readonly Option<bool> _fix = new("--fix") { Description = "make the changes that are certain, and show them; a file that would still be refused is left as it is" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "with --fix: show the changes, write nothing" };

    public ValidateVerb(Terminal terminal)
        : base(terminal, "validate", "find every problem of pipeline files, mend what is certain",
            "Reads and binds pipeline files without opening anything, and prints every problem with its place, the value found, what is allowed and the nearest name. "
            + "Exit code 0, 78 when a file is refused, or 74 when one cannot be read or written.",
            "streamengine validate pipelines/*.yaml", "streamengine validate pipelines/book-features.yaml --set depth=day.gz --fix")
    {
        Add(_files);
        Add(_set);
        Add(_profile);
        Add(Plugin);
        Add(_fix);
        Add(_dryRun);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var (fix, dryRun, json) = (parsed.GetValue(_fix), parsed.GetValue(_dryRun), parsed.GetValue(Json));
        if (dryRun && !fix)
        {
            throw new UsageException("--dry-run goes with --fix");
        }

        var values = _set.Read(parsed);
        var reader = new PipelineReader(values, parsed.GetValue(_profile));
        var paths = parsed.GetValue(_files) ?? [];
        var checkedFiles = new List<ValidatedFile>();
        var files = new JsonArray();
        var code = ExitCodes.Ok;
        foreach (var path in paths)
        {
            try
            {
                var file = CaseFile.IsTestFile(path) ? CheckCases(path, values) : fix ? Mend(path, reader, values, dryRun) : Check(path, reader, values);
                code = !file.IsOk && code == ExitCodes.Ok ? ExitCodes.ConfigRefused : code;
                checkedFiles.Add(file);
                files.Add(file.Json(fix));
                if (!json)
                {
                    Tell(file, fix, dryRun, paths.Length > 1);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                code = ExitCodes.Io;
                var error = RunError.Of(failure).Line;
                Terminal.Error.WriteLine($"{path}: {error}");
                files.Add(new JsonObject { ["file"] = path, ["ok"] = false, ["error"] = error, ["problems"] = new JsonArray() });
            }
        }

        if (json)
        {
            Terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["ok"] = code == ExitCodes.Ok, ["files"] = files }));
        }
        else if (checkedFiles.Exists(file => !file.IsOk))
        {
            Summarize(checkedFiles, code);
        }

        return Task.FromResult(code);
    }

    /// <summary>A file with nothing but cases: they are looked up in the pipeline they test.</summary>
    private static ValidatedFile CheckCases(string path, IReadOnlyDictionary<string, string> values)
    {
        var problems = new Problems();
        return new ValidatedFile(path, null, problems, new WrittenGraph(0, 0)) { Cases = CaseRuns.Check(path, values, problems) };
    }

    private static ValidatedFile Check(string path, PipelineReader reader, IReadOnlyDictionary<string, string> values)
    {
        var problems = new Problems();
        var bound = reader.BindAll(path, problems);
        if (bound is not null)
        {
            CaseRuns.Check(path, values, problems);
        }

        return new ValidatedFile(path, bound, problems, Graph(path, bound, File.ReadAllBytes));
    }

    private static ValidatedFile Mend(string path, PipelineReader reader, IReadOnlyDictionary<string, string> values, bool dryRun)
    {
        var mending = Mending.Of((read, problems) => reader.BindAll(path, problems, read), File.ReadAllBytes);
        var changed = mending.Changed.ToList();
        var isWritten = mending.Bound is not null && !dryRun && changed.Count > 0;
        if (isWritten)
        {
            WholeFiles.Replace(changed);
        }

        if (mending.Bound is not null && (isWritten || changed.Count == 0))
        {
            CaseRuns.Check(path, values, mending.Problems);
        }

        return new ValidatedFile(path, mending.Bound, mending.Problems, Graph(path, mending.Bound, File.ReadAllBytes))
        {
            Changes = mending.Changes,
            IsWritten = isWritten,
            Diff = string.Concat(changed.Select(file => TextDiff.Of(file.File, file.Before.Text, file.Now.Text))),
        };
    }

    private static WrittenGraph Graph(string path, BoundPipeline? bound, Func<string, byte[]> read) => bound is null
        ? WrittenGraph.Of(path, read(path))
        : new WrittenGraph(bound.Nodes.Count, bound.Nodes.Sum(n => n.Inputs.Sum(r => r.Ports.Count)));

    private void Tell(ValidatedFile file, bool fix, bool dryRun, bool namesFile)
    {
        Terminal.Out.Write(file.Diff);
        if (fix && file.FixLine(dryRun) is { } line)
        {
            Terminal.Out.WriteLine(line);
        }

        PipelineReader.Tell(file.Problems, Terminal.Out, Terminal.IsOutTerminal, Terminal.HasColour);
        if (file is { IsOk: true, Cases: { } cases })
        {
            Terminal.Out.WriteLine($"{file.File}: ok: {Numbers.Counted(cases, "case")}");
        }
        else if (file.IsOk)
        {
            var warnings = file.Warnings > 0 ? $", {Numbers.Counted(file.Warnings, "warning")}" : "";
            Terminal.Out.WriteLine($"{(namesFile ? file.File + ": " : "")}ok: {Numbers.Counted(file.Graph.Nodes, "node")}, {Numbers.Counted(file.Graph.Edges, "edge")}{warnings}");
        }
    }

    private void Summarize(IReadOnlyList<ValidatedFile> files, int code)
    {
        var warnings = files.Sum(file => file.Warnings) is > 0 and var count ? $", {Numbers.Counted(count, "warning")}" : "";
        var size = $"{Numbers.Counted(files.Sum(file => file.Graph.Nodes), "node")}, {Numbers.Counted(files.Sum(file => file.Graph.Edges), "edge")} checked";
        var line = $"{Numbers.Counted(files.Sum(file => file.Errors), "error")}{warnings} in {Numbers.Counted(files.Count, "file")} ({size})";
        var exit = $"exit {code}";
        if (Terminal.IsOutTerminal)
        {
            Terminal.Out.WriteLine(line.PadRight(Terminal.Width - exit.Length - 2) + "  " + exit);
        }
        else
        {
            Terminal.Error.WriteLine($"{line}  {exit}");
        }
    }
}
