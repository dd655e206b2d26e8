using System.CommandLine;
using StreamEngine.Cli.Screen;

namespace StreamEngine.Cli.Verbs;

/// <summary><c>new VERB</c>: files to start from.</summary>
internal sealed class NewVerb : Verb
{
    public NewVerb(Terminal terminal)
        : base(terminal, "new", "write files to start from",
            "Writes files that validate, run and pass their tests as they are, with the schema for editors linked. Never over a file that is there.",
            "streamengine new pipeline my-flow", "streamengine new test my-flow.yaml")
    {
        Action = null;
        Add(new NewPipelineVerb(terminal));
        Add(new NewTestVerb(terminal));
        Add(new NewOperatorVerb(terminal));
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parsed) => throw new UsageException($"a verb is missing; there are: {string.Join(", ", Subcommands.Select(c => c.Name))}");
}
