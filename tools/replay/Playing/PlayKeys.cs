using System.Globalization;

namespace StreamEngine.Replay.Playing;

/// <summary>Keys of a terminal, and what each asks.</summary>
public static class PlayKeys
{
    /// <summary>What the keys do, on one line.</summary>
    public const string Help = "space pause · s row · S 1 s · ←→ 10 s · g go to · ↑↓ 1 m speed · l loop · q end";

    /// <summary>The key behind which a row or an instant is typed.</summary>
    public const char GoTo = 'g';

    private const long Second = 1_000_000_000;

    /// <summary>The command of a key; null for a key that has none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="now">Where the playing is.</param>
    public static PlayCommand? Of(ConsoleKeyInfo key, PlayState now) => (key.Key, key.KeyChar) switch
    {
        (ConsoleKey.Spacebar, _) => new PlayCommand(PlayVerb.Toggle),
        (_, 's') => new PlayCommand(PlayVerb.Step, Rows: 1),
        (_, 'S') => new PlayCommand(PlayVerb.Step, Ns: Second),
        (ConsoleKey.RightArrow, _) => new PlayCommand(PlayVerb.Skip, Ns: 10 * Second),
        (ConsoleKey.LeftArrow, _) => new PlayCommand(PlayVerb.Skip, Ns: -10 * Second),
        (ConsoleKey.UpArrow, _) or (_, '+') => new PlayCommand(PlayVerb.Faster),
        (ConsoleKey.DownArrow, _) or (_, '-') => new PlayCommand(PlayVerb.Slower),
        (_, 'm') => new PlayCommand(PlayVerb.Speed, Speed: PlaySpeed.Max),
        (_, '1') => new PlayCommand(PlayVerb.Speed, Speed: new PlaySpeed(1)),
        (_, 'l') => new PlayCommand(PlayVerb.Loop, On: !now.Loops),
        (_, 'q') or (ConsoleKey.Escape, _) => new PlayCommand(PlayVerb.Stop),
        _ => null,
    };

    /// <summary>The command to go to what was typed: a row (from 1), or an instant; null, and why, when it is neither.</summary>
    public static PlayCommand? To(string typed, out string problem)
    {
        problem = "";
        if (long.TryParse(typed.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row >= 1)
        {
            return new PlayCommand(PlayVerb.Seek, Rows: row);
        }

        if (TimeRange.TryParse(typed, out var ns))
        {
            return new PlayCommand(PlayVerb.Seek, Ns: ns);
        }

        problem = $"'{typed}' is no row from 1 and no instant such as 2024-01-01T09:30:00Z";
        return null;
    }

    /// <summary>An answer on one line: <c>paused · row 12 · 2024-01-01T00:00:01.5Z · 10x</c>.</summary>
    public static string Text(PlayAnswer answer) => answer.Error
        ?? string.Create(CultureInfo.InvariantCulture, $"{answer.State.Status} · row {answer.State.Row:N0}{(answer.State.At is { } at ? $" · {CellText.Time(at)}" : "")} · {answer.State.Speed}{(answer.State.Loops ? " · loop" : "")}");
}
