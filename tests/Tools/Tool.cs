using System.Text.Json;
using System.Text.RegularExpressions;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

/// <summary>Runs the command line as its users do: the built program, in a process of its own, output redirected.</summary>
internal static partial class Tool
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>The program.</summary>
    public static string Program { get; } = RepositoryRoot.Combine("tools", "streamengine", "bin", Configuration, "net10.0", "streamengine.dll");

    /// <summary>A small pipeline over the capture that was worked out by hand.</summary>
    public const string Pipeline =
        """
        version: 1
        pipeline: small
        params:
          files: { type: list<path>, default: [tests/Golden/hand-worked.capture] }
          out: { type: path }
        nodes:
          frames: { capture_file: { files: $files } }
          market: { from: frames, normalize: { venue: binance_spot } }
          book: { from: market.deltas, key: symbol, order_book: { depth: 5 } }
          live: { from: book, where: state = 'live' }
          file: { from: live, arrow_file: { path: $out/book.arrow } }
          trades: { from: market.trades, csv_file: { path: $out/trades.csv } }
        dead_letters: { jsonl_file: { path: $out/dead.jsonl } }

        """;

    public static Task<ChildProcess> Run(params string[] arguments) => RunIn(RepositoryRoot.Path, arguments);

    public static Task<ChildProcess> RunIn(string folder, params string[] arguments) => ChildProcess.Run("dotnet", [Program, .. arguments], Patience.Hang, folder);

    /// <summary>The object a verb printed under <c>--json</c>.</summary>
    public static JsonElement Json(ChildProcess done)
    {
        using var document = JsonDocument.Parse(done.Output);
        return document.RootElement.Clone();
    }

    /// <summary>Holds output to 80 columns and plain text.</summary>
    public static void AssertPlain(string text)
    {
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\r', text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, $"{line.Length} columns: {line}"));
    }

    /// <summary>What a run says when it is asked to stop.</summary>
    [GeneratedRegex(@"draining, 30 s left: (no rows are held|.+ holds \d+)")]
    public static partial Regex Draining();
}
