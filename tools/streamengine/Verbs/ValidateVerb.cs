using System.CommandLine;
using System.Text.Json.Nodes;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Screen;
using StreamEngine.Cli.Testing;
using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>validate FILE…</c>: every problem of every file in one run.</summary>
internal sealed class ValidateVerb : Verb
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "pipeline files", Arity = ArgumentArity.OneOrMore };
    private readonly SetOption _set = new();
    private readonly ProfileOption _profile = new();

    public ValidateVerb(Terminal terminal)
        : base(terminal, "validate", "find every problem of pipeline files",
            "Reads and binds pipeline files without opening anything, and prints every problem with its place, the value found, what is allowed and the nearest name. "
            + "Exit code 0, 78 when a file is refused, or 74 when one cannot be read.",
            "streamengine validate pipelines/*.yaml", "streamengine validate pipelines/book-features.yaml --set depth=day.gz --json")
    {
        Add(_files);
        Add(_set);
        Add(_profile);
        Add(Plugin);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed)
    {
        var reader = new PipelineReader(_set.Read(parsed), parsed.GetValue(_profile));
        var json = parsed.GetValue(Json);
        var files = new JsonArray();
        var code = ExitCodes.Ok;
        foreach (var file in parsed.GetValue(_files) ?? [])
        {
            var problems = new Problems();
            try
            {
                if (CaseFile.IsTestFile(file))
                {
                    code = CheckCases(file, _set.Read(parsed), json, files) ? code : ConfigRefused(code);
                    continue;
                }

                var bound = reader.BindAll(file, problems);
                if (bound is not null)
                {
                    CaseRuns.Check(file, _set.Read(parsed), problems);
                    bound = problems.HasErrors ? null : bound;
                }

                code = bound is null ? ConfigRefused(code) : code;
                files.Add(Object(file, bound, problems));
                if (!json)
                {
                    Tell(file, bound, problems, parsed.GetValue(_files)!.Length > 1);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                code = ExitCodes.Io;
                Terminal.Error.WriteLine($"{file}: {RunError.Of(failure).Line}");
                files.Add(new JsonObject { ["file"] = file, ["ok"] = false, ["error"] = RunError.Of(failure).Line, ["problems"] = new JsonArray() });
            }
        }

        if (json)
        {
            Terminal.Out.WriteLine(JsonText.Of(new JsonObject { ["ok"] = code == ExitCodes.Ok, ["files"] = files }));
        }

        return Task.FromResult(code);
    }

    private static int ConfigRefused(int code) => code == ExitCodes.Ok ? ExitCodes.ConfigRefused : code;

    /// <summary>A file with nothing but cases: they are looked up in the pipeline they test.</summary>
    private bool CheckCases(string file, IReadOnlyDictionary<string, string> values, bool json, JsonArray files)
    {
        var problems = new Problems();
        var cases = CaseRuns.Check(file, values, problems);
        files.Add(new JsonObject { ["file"] = file, ["ok"] = !problems.HasErrors, ["cases"] = cases, ["problems"] = new JsonArray([.. problems.InOrder().Select(ProblemText.Json)]) });
        if (json)
        {
            return !problems.HasErrors;
        }

        PipelineReader.Tell(problems, Terminal.Out, Terminal.IsOutTerminal, Terminal.HasColour);
        if (problems.HasErrors)
        {
            Terminal.Error.WriteLine($"{file}: refused: {Numbers.Counted(problems.Count, "error")}; more about a code: streamengine explain {problems.InOrder()[0].Code}");
        }
        else
        {
            Terminal.Out.WriteLine($"{file}: ok: {Numbers.Counted(cases, "case")}");
        }

        return !problems.HasErrors;
    }

    private static JsonObject Object(string file, BoundPipeline? bound, Problems problems) => new()
    {
        ["file"] = file,
        ["ok"] = bound is not null,
        ["pipeline"] = bound?.Name,
        ["nodes"] = bound?.Nodes.Count,
        ["edges"] = bound is null ? null : Edges(bound),
        ["problems"] = new JsonArray([.. problems.InOrder().Select(ProblemText.Json)]),
    };

    private static int Edges(BoundPipeline bound) => bound.Nodes.Sum(n => n.Inputs.Sum(r => r.Ports.Count));

    private void Tell(string file, BoundPipeline? bound, Problems problems, bool namesFile)
    {
        PipelineReader.Tell(problems, Terminal.Out, Terminal.IsOutTerminal, Terminal.HasColour);
        if (bound is not null)
        {
            var warnings = problems.Count > 0 ? $", {Numbers.Counted(problems.Count, "warning")}" : "";
            Terminal.Out.WriteLine($"{(namesFile ? file + ": " : "")}ok: {Numbers.Counted(bound.Nodes.Count, "node")}, {Numbers.Counted(Edges(bound), "edge")}{warnings}");
            return;
        }

        var errors = problems.Count(p => p.Severity == Severity.Error);
        Terminal.Error.WriteLine($"{file}: refused: {Numbers.Counted(errors, "error")}; more about a code: streamengine explain {problems.InOrder()[0].Code}");
    }
}
