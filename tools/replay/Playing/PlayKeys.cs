namespace StreamEngine.Replay.Playing;

/// <summary>Keys of a terminal, and what each asks.</summary>
public static class PlayKeys
{
    /// <summary>What the keys do, on one line.</summary>
    public const string Help = "space pause · s row · S second · ←→ 10 s · ↑↓ speed · m max · l loop · q end";

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
}
