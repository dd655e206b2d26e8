using System.Globalization;

namespace StreamEngine.Bench;

/// <summary>The command line: a benchmark's name and options as <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    /// <summary>The benchmark, <c>all</c>, or empty.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ArgumentException">An option has no value.</exception>
    public static Arguments Parse(string[] args)
    {
        var arguments = new Arguments { Name = args.Length > 0 ? args[0] : "" };
        for (var i = 1; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length)
            {
                throw new ArgumentException($"'{args[i]}' is no option with a value; options are written --name value");
            }

            arguments._options[args[i][2..]] = args[i + 1];
        }

        return arguments;
    }

    /// <summary>A whole number, underscores allowed.</summary>
    public long Number(string name, long usual) =>
        _options.TryGetValue(name, out var text) ? long.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : usual;

    /// <summary>A text.</summary>
    public string Text(string name, string usual) => _options.GetValueOrDefault(name, usual);
}
