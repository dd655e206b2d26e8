using System.CommandLine;
using StreamEngine.Cli.Running;
using StreamEngine.Cli.Scaffold;
using StreamEngine.Cli.Screen;
using StreamEngine.Config;
using StreamEngine.Testing;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>new test PIPELINE</c>: a test file beside a pipeline.</summary>
internal sealed class NewTestVerb : Verb
{
    private readonly Argument<string> _pipeline = new("PIPELINE") { Description = "the pipeline file" };

    public NewTestVerb(Terminal terminal)
        : base(terminal, "test", "write a test file beside a pipeline",
            "Writes x.test.yaml beside x.yaml: rows for its sources and what comes of them now, to be made what you mean.",
            "streamengine new test my-flow.yaml", "streamengine new test pipelines/demo.yaml --json")
    {
        Add(_pipeline);
        Add(Json);
    }

    /// <inheritdoc/>
    protected override async Task<int> Run(ParseResult parsed)
    {
        var pipeline = parsed.GetValue(_pipeline)!;
        if (CaseFile.IsTestFile(pipeline) || !File.Exists(pipeline))
        {
            throw new UsageException(File.Exists(pipeline) ? $"{ProblemText.Quote(pipeline)} is a test file itself; name the pipeline" : $"there is no file {ProblemText.Quote(pipeline)}");
        }

        var values = NewTest.Params(pipeline);
        if (new PipelineReader(values).BindOrTell(pipeline, Terminal) is not { } bound)
        {
            return ExitCodes.ConfigRefused;
        }

        if (bound.IsTemplate)
        {
            throw new UsageException($"{ProblemText.Quote(pipeline)} is a template; its cases stand under 'tests' in the file itself");
        }

        var file = CaseFile.Beside(pipeline);
        return await NewFiles.Write([new NewFile(file, await NewTest.Text(file, bound, values))], [$"streamengine test {file}"], Terminal, parsed.GetValue(Json));
    }
}
