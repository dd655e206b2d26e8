using System.CommandLine;

namespace StreamEngine.Cli.Verbs;

/// <summary>The option <c>--workers n</c>.</summary>
internal sealed class WorkersOption : Option<int?>
{
    private const int Most = 64;

    public WorkersOption()
        : base("--workers")
    {
        HelpName = "n";
        Description = "workers of nodes with 'parallel'; same output";
        Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var workers) && workers is < 1 or > Most)
            {
                result.AddError($"--workers is {workers}; it must be 1 to {Most}");
            }
        });
    }
}
