using StreamEngine.Replay.Playing;

namespace StreamEngine.Cli.Running;

/// <summary>Hands commands to what is playing: lines of JSON, or keys of a terminal.</summary>
internal static class PlayControl
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(30);

    /// <summary>Reads commands, one a line, and says the answer to each; at the end of the input the playing goes on by itself.</summary>
    public static async Task Lines(Playback playback, TextReader input, Action<string> say)
    {
        try
        {
            while (await Line(input) is { } line)
            {
                if (line.Length == 0)
                {
                    continue;
                }

                say(PlayJson.Read(line, out var problem) is { } command ? PlayJson.Text(await playback.Do(command)) : PlayJson.Problem(problem));
            }
        }
        finally
        {
            playback.EndCommands();
        }
    }

    /// <summary>Takes keys until the playing has ended.</summary>
    public static async Task Keys(Playback playback, TextWriter screen, Task ended)
    {
        screen.WriteLine(PlayKeys.Help);
        while (!ended.IsCompleted)
        {
            if (!Console.KeyAvailable)
            {
                await Task.WhenAny(ended, Task.Delay(LookEvery));
            }
            else if (Command(Console.ReadKey(intercept: true), playback.State, screen) is { } command)
            {
                screen.WriteLine(PlayKeys.Text(await playback.Do(command)));
            }
        }
    }

    private static PlayCommand? Command(ConsoleKeyInfo key, PlayState now, TextWriter screen)
    {
        if (key.KeyChar != PlayKeys.GoTo)
        {
            return PlayKeys.Of(key, now);
        }

        screen.Write("go to row or time: ");
        var command = PlayKeys.To((Console.ReadLine() ?? "").Trim(), out var problem);
        if (command is null)
        {
            screen.WriteLine(problem);
        }

        return command;
    }

    /// <summary>The next line, without its end; of one that is too long, a bit more than what is allowed. Null at the end.</summary>
    private static async Task<string?> Line(TextReader input)
    {
        var text = new System.Text.StringBuilder();
        var one = new char[1];
        var any = false;
        while (await input.ReadAsync(one) > 0)
        {
            any = true;
            if (one[0] == '\n')
            {
                break;
            }

            if (text.Length <= PlayJson.LongestLine && one[0] != '\r')
            {
                text.Append(one[0]);
            }
        }

        return any ? text.ToString().Trim() : null;
    }
}
