using System.CommandLine;

namespace StreamEngine.Cli.Verbs;

/// <summary>The option <c>--set name=value</c>, any number of times; the last of a name counts.</summary>
internal sealed class SetOption : Option<string[]>
{
    public SetOption()
        : base("--set")
    {
        HelpName = "name=value";
        Description = "give a param of the file a value; any number of times";
        Arity = ArgumentArity.ZeroOrMore;
        AllowMultipleArgumentsPerToken = false;
    }

    /// <summary>The params given.</summary>
    /// <exception cref="UsageException">One has no name or no value.</exception>
    public IReadOnlyDictionary<string, string> Read(ParseResult parsed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var given in parsed.GetValue(this) ?? [])
        {
            var sign = given.IndexOf('=');
            if (sign < 1)
            {
                throw new UsageException($"--set {given}: write --set name=value");
            }

            values[given[..sign]] = given[(sign + 1)..];
        }

        return values;
    }
}
