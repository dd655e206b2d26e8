namespace StreamEngine.Cli.Screen;

/// <summary>Where a verb prints: results go to <see cref="Out"/>, messages to <see cref="Error"/>.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsOutTerminal">Whether somebody reads standard output on a terminal.</param>
/// <param name="IsErrorTerminal">Whether somebody reads standard error on a terminal.</param>
/// <param name="HasColour">Whether <c>NO_COLOR</c> and <c>TERM=dumb</c> are absent.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsOutTerminal, bool IsErrorTerminal, bool HasColour)
{
    /// <summary>Columns everything fits in.</summary>
    public const int Width = 80;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, !plain);
    }
}
