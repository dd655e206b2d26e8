using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamEngine.Config;

namespace StreamEngine.Replay.Playing;

/// <summary>Commands and answers as JSON, one object a line: <c>{"do":"seek","to":"2024-01-01T09:30:00Z"}</c>, <c>{"did":"seek","status":"paused","row":0,…}</c>.</summary>
public static class PlayJson
{
    /// <summary>Longest line that is read.</summary>
    public const int LongestLine = 4096;

    private const string Known = "pause, resume, toggle, step, seek, skip, speed, faster, slower, loop, state, stop";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a command; null, and why, when it is none.</summary>
    public static PlayCommand? Read(string line, out string problem)
    {
        problem = "";
        try
        {
            if (line.Length <= LongestLine && JsonNode.Parse(line) is JsonObject given)
            {
                return Read(given, out problem);
            }

            problem = line.Length > LongestLine ? $"a command is at most {LongestLine} characters long" : "a command is a JSON object such as {\"do\":\"pause\"}";
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            problem = $"a command is a JSON object such as {{\"do\":\"pause\"}}: {odd.Message.ReplaceLineEndings(" ")}";
        }

        return null;
    }

    /// <summary>An answer as a line.</summary>
    public static string Text(PlayAnswer answer) => answer.Error is { } error ? Problem(error)
        : new JsonObject
        {
            ["did"] = Name(answer.Did),
            ["status"] = answer.State.Status,
            ["row"] = answer.State.Row,
            ["at"] = answer.State.At,
            ["time"] = answer.State.At is { } at ? CellText.Time(at) : null,
            ["speed"] = answer.State.Speed.ToString(),
            ["loop"] = answer.State.Loops,
        }.ToJsonString(Plain);

    /// <summary>Why a command was not done, as a line.</summary>
    public static string Problem(string error) => new JsonObject { ["error"] = error }.ToJsonString(Plain);

    private static string Name(PlayVerb verb) => verb.ToString().ToLowerInvariant();

    private static PlayCommand? Read(JsonObject given, out string problem)
    {
        problem = "";
        var name = given["do"]?.ToString();
        if (name is null || !Enum.TryParse<PlayVerb>(name, ignoreCase: true, out var verb) || Name(verb) != name)
        {
            problem = $"there is no '{name}' to do; there are: {Known}";
            return null;
        }

        var allowed = Allowed(verb);
        if (given.Select(m => m.Key).FirstOrDefault(key => key != "do" && !allowed.Contains(key)) is { } other)
        {
            problem = $"'{name}' has no '{other}'; it has: {(allowed.Length == 0 ? "nothing" : string.Join(", ", allowed))}";
            return null;
        }

        var command = new PlayCommand(verb);
        if (given["rows"] is { } rows)
        {
            command = command with { Rows = (long)rows };
        }

        if (given["row"] is { } row)
        {
            command = command with { Rows = (long)row };
        }

        if ((given["time"] ?? given["by"]) is { } time)
        {
            var text = time.ToString();
            if (!Duration.TryParse(text.TrimStart('-'), out var duration, out _))
            {
                problem = $"'{text}' is no duration such as 250ms";
                return null;
            }

            command = command with { Ns = text.StartsWith('-') ? -duration.Nanoseconds : duration.Nanoseconds };
        }

        if (given["on"] is { } on)
        {
            command = command with { On = (bool)on };
        }

        return given["to"] is { } to ? To(command, to.ToString(), out problem) : Checked(command, out problem);
    }

    private static PlayCommand? To(PlayCommand command, string to, out string problem)
    {
        problem = "";
        if (command.Do == PlayVerb.Speed)
        {
            if (PlaySpeed.TryParse(to, out var speed))
            {
                return command with { Speed = speed };
            }

            problem = $"'{to}' is no speed: write max, or a number above 0 such as 1, 10x or 0.1x";
            return null;
        }

        if (TimeRange.TryParse(to, out var ns))
        {
            return command with { Ns = ns };
        }

        problem = $"'{to}' is no instant such as 2024-01-01T09:30:00Z";
        return null;
    }

    private static PlayCommand? Checked(PlayCommand command, out string problem)
    {
        problem = command switch
        {
            { Do: PlayVerb.Speed } => "'speed' needs 'to': {\"do\":\"speed\",\"to\":\"10x\"}",
            { Do: PlayVerb.Seek, Rows: null } => "'seek' needs 'to' (an instant) or 'row' (from 1)",
            { Do: PlayVerb.Seek or PlayVerb.Step, Rows: < 1 } => "rows count from 1",
            { Do: PlayVerb.Skip, Ns: null } => "'skip' needs 'by': {\"do\":\"skip\",\"by\":\"-10s\"}",
            { Do: PlayVerb.Step, Ns: <= 0 } => "a step goes on: 'time' must be above 0",
            _ => "",
        };
        return problem.Length == 0 ? command : null;
    }

    private static string[] Allowed(PlayVerb verb) => verb switch
    {
        PlayVerb.Step => ["rows", "time"],
        PlayVerb.Seek => ["to", "row"],
        PlayVerb.Skip => ["by"],
        PlayVerb.Speed => ["to"],
        PlayVerb.Loop => ["on"],
        _ => [],
    };
}
