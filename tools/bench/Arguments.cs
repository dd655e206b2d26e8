using System.Globalization;

namespace StreamEngine.Bench;

/// <summary>The command line: a benchmark's name and options as <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private static readonly string[] Flags = ["json", "quick"];

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    /// <summary>The benchmark, <c>all</c>, or empty.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Words behind the name that are no options: files.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Names of the options given.</summary>
    public IEnumerable<string> Given => _options.Keys;

    /// <summary>Reads a command line. <c>--json</c> and <c>--quick</c> need no value.</summary>
    /// <exception cref="ArgumentException">An option has no value.</exception>
    public static Arguments Parse(string[] args)
    {
        var hasName = args.Length > 0 && !IsOption(args[0]);
        var arguments = new Arguments { Name = hasName ? args[0] : "" };
        for (var i = hasName ? 1 : 0; i < args.Length; i++)
        {
            if (!IsOption(args[i]))
            {
                arguments._words.Add(args[i]);
            }
            else if (i + 1 < args.Length && !IsOption(args[i + 1]) && (!Flags.Contains(args[i][2..]) || args[i + 1] is "on" or "off"))
            {
                arguments._options[args[i][2..]] = args[++i];
            }
            else
            {
                arguments._options[args[i][2..]] = Flags.Contains(args[i][2..]) ? "on" : throw new ArgumentException($"option '{args[i]}' needs a value");
            }
        }

        return arguments;
    }

    /// <summary>A whole number, underscores allowed.</summary>
    public long Number(string name, long usual) =>
        _options.TryGetValue(name, out var text) ? long.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : usual;

    /// <summary>Whether an option is on.</summary>
    public bool IsOn(string name) => Text(name, "off") != "off";

    /// <summary>These, with an option set where it is not given.</summary>
    public Arguments Or(string name, string value)
    {
        var more = new Arguments { Name = Name };
        more._words.AddRange(_words);
        more._options[name] = value;
        foreach (var (given, set) in _options)
        {
            more._options[given] = set;
        }

        return more;
    }

    /// <summary>A text.</summary>
    public string Text(string name, string usual) => _options.GetValueOrDefault(name, usual);

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);
}
