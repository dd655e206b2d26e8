namespace StreamEngine.Cli.Serving;

/// <summary>The commands that <c>demo</c> names, as they can be typed here.</summary>
/// <param name="Launcher">The launcher script.</param>
/// <param name="Pipeline">The pipeline that runs.</param>
/// <param name="Features">The pipeline of features over the same market.</param>
internal sealed record DemoWords(string Launcher, string Pipeline, string Features)
{
    /// <summary>What is said when it ends behind the reports.</summary>
    public string Leaving =>
        $"""
        next, on a terminal, where they serve until Ctrl-C:
          {Launcher} demo
          {Launcher} serve {Pipeline} --http 7070
        and what else there is:
        {Others}

        """;

    private string Others =>
        $"""
          {Launcher} graph {Pipeline}
          {Launcher} run {Features}
        """;

    /// <summary>What is said when it stays.</summary>
    public string Staying(string address, string symbol) =>
        $"""
        the page, live:  {address}/
        as JSON:         curl '{address}/get_report?symbol={symbol}'
        for an MCP client: {address}/mcp
        and what else there is:
        {Others}

        Ctrl-C ends

        """;
}
