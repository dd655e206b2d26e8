using System.CommandLine;
using StreamEngine.Data;
using StreamEngine.Replay;

namespace StreamEngine.Cli.Verbs;

/// <summary>The options <c>--schema</c> and <c>--mapping</c>: what a file does not say itself.</summary>
internal sealed class RecordingOptionsSet
{
    private readonly Option<string> _schema = new("--schema") { HelpName = "name", Description = "columns of a text file: a canonical schema such as trade/1" };
    private readonly Option<string> _mapping = new("--mapping") { HelpName = "yaml", Description = "how to read FILE: a source (csv_file: …) with its options" };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Add(_schema);
        verb.Add(_mapping);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="UsageException">There is no schema of the name, or both are given.</exception>
    public RecordingOptions Read(ParseResult parsed)
    {
        var (name, mapping) = (parsed.GetValue(_schema), parsed.GetValue(_mapping));
        if (name is not null && mapping is not null)
        {
            throw new UsageException("give --schema or --mapping, not both: a mapping names its columns");
        }

        var schema = name is null ? null
            : Schemas.Find(name) ?? throw new UsageException($"there is no schema '{name}'; there are: {string.Join(", ", Schemas.All.Select(s => s.Name))}");
        return new RecordingOptions { Schema = schema, Mapping = mapping };
    }
}
