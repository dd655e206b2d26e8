using System.CommandLine;
using System.Text;

namespace StreamEngine.Cli.Screen;

/// <summary>The help screen of a verb, from its declaration: what it does, usage, arguments, options, examples. Fits 80 columns and 24 lines.</summary>
internal static class HelpScreen
{
    private const int MostUsage = 2 * Terminal.Width - 20;
    private const int MostLines = 23; // and the prompt

    /// <summary>Options that many verbs have; where a screen has no room they share a line.</summary>
    private static readonly string[] Usual = ["--set", "--profile", "--plugin", "--json"];

    private static readonly string[] RootExamples = ["streamengine demo", "streamengine validate pipelines/*.yaml"];

    public static void Write(Command command, TextWriter to)
    {
        var text = Text(command, isShort: false);
        to.Write(text.AsSpan().Count('\n') <= MostLines ? text : Text(command, isShort: true));
    }

    private static string Text(Command command, bool isShort)
    {
        var text = new StringBuilder();
        text.Append(Wrapped.Lines(command.Description ?? "", Terminal.Width)).Append('\n');
        text.Append(isShort && command is RootCommand ? "" : "\n").Append(Wrapped.Lines("usage: " + ShortUsage(command), Terminal.Width, "         ")).Append('\n');
        List<(string, string)> rows = [];
        foreach (var verb in command.Subcommands)
        {
            rows.Add((verb.Name, verb is Verbs.Verb { Title: var title } ? title : verb.Description ?? ""));
        }

        foreach (var argument in command.Arguments)
        {
            rows.Add((argument.Name, argument.Description ?? ""));
        }

        foreach (var option in command.Options.Where(o => !o.Hidden && !(isShort && (command is RootCommand || Usual.Contains(o.Name)))))
        {
            rows.Add((Name(option), OptionText(option)));
        }

        if (isShort && command is RootCommand)
        {
            rows.Add(("--help", "show the help of streamengine or of a verb; --version: the version"));
        }
        else if (isShort)
        {
            rows.Add(("and", $"{string.Join(", ", command.Options.Select(o => o.Name).Where(Usual.Contains))}: as of run"));
        }

        if (command is not RootCommand)
        {
            rows.Add(("--help", "show this screen"));
        }

        text.Append('\n');
        Columns(text, rows);
        text.Append("\nexamples:\n");
        foreach (var example in command is Verbs.Verb verb ? verb.Examples : RootExamples)
        {
            text.Append("  ").Append(example).Append('\n');
        }

        return text.ToString();
    }

    private static string Name(Option option) => option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;

    private static string OptionText(Option option) => option.Name switch
    {
        "--help" => "show the help of streamengine or of a verb",
        "--version" => "show the version",
        _ => option.Description ?? "",
    };

    /// <summary>The usage; more options than two lines hold are not named.</summary>
    private static string ShortUsage(Command command)
    {
        var whole = Usage(command);
        var options = whole.IndexOf(" [-", StringComparison.Ordinal);
        return whole.Length > MostUsage && options > 0 ? whole[..options] + " [option]…" : whole;
    }

    private static string Usage(Command command)
    {
        if (command.Subcommands.Count > 0)
        {
            return $"{CommandPath.Of(command)} VERB …";
        }

        var text = new StringBuilder(CommandPath.Of(command));
        foreach (var argument in command.Arguments)
        {
            var name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "…" : argument.Name;
            text.Append(' ').Append(argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name);
        }

        foreach (var option in command.Options.Where(o => !o.Hidden))
        {
            text.Append(" [").Append(option.HelpName is { } value ? $"{option.Name} {value}" : option.Name).Append(']');
            text.Append(option.Arity.MaximumNumberOfValues > 1 ? "…" : "");
        }

        return text.ToString();
    }

    private static void Columns(StringBuilder text, List<(string Name, string What)> rows)
    {
        var width = 0;
        foreach (var (name, _) in rows)
        {
            width = Math.Max(width, name.Length);
        }

        foreach (var (name, what) in rows)
        {
            text.Append("  ").Append(name.PadRight(width + 2));
            text.Append(Wrapped.Lines(what, Terminal.Width - width - 4, new string(' ', width + 4))).Append('\n');
        }
    }
}
