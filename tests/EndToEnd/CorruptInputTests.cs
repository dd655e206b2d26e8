using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using StreamEngine.Serving;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.EndToEnd;

/// <summary>
/// NRM-03: one event in a hundred is corrupt, in eight ways in turn. The corrupt event comes first and its clean form is delivered again right behind it, as a sender does that was refused; so the same reports are expected as
/// without any of it, byte for byte. Every corrupt line is one dead letter, at the gate, or at the source where the line is not even JSON.
/// </summary>
/// <remarks>With STREAMENGINE_LONG=1 a million simulated events; else 20,000.</remarks>
public sealed class CorruptInputTests(ITestOutputHelper output) : IDisposable
{
    private static readonly int Events = LongRun.IsAsked ? 1_000_000 : 20_000;

    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OneInAHundred_ChangesNoFigure_AndIsADeadLetter()
    {
        var clean = Path.Combine(_folder.Path, "clean.jsonl");
        await Run(Variant.Shipped("market-ingest.yaml"), "--profile", "replay", "--set", $"rows={Events}", "--set", $"out={clean}", "--set", $"dead={Path.Combine(_folder.Path, "none")}");
        var corrupt = Path.Combine(_folder.Path, "corrupt.jsonl");
        var (lines, kinds) = Corrupt(clean, corrupt);
        Assert.Equal(8, kinds.Length);
        Assert.All(kinds, kind => Assert.True(kind > 0));

        var (before, none) = await Reports(clean);
        var (after, dead) = await Reports(corrupt);

        var changed = before.Zip(after).Count(pair => pair.First != pair.Second) + Math.Abs(before.Length - after.Length);
        var schema = JsonSchema.Published("market-report-1");
        var invalid = after.Count(line => schema.Fault(Encoding.UTF8.GetBytes(JsonNode.Parse(line)!["report"]!.ToJsonString())) is not null);
        output.WriteLine($"{lines} events, {kinds.Sum()} corrupt in eight ways ({string.Join(", ", kinds)}): dead letters {dead}, reports {after.Length}, changed {changed}, invalid {invalid}");
        Assert.Equal((0, 0, 0, kinds.Sum()), (none, changed, invalid, dead));
        Assert.True(after.Length > 100);
    }

    private static (int Lines, int[] Kinds) Corrupt(string from, string to)
    {
        var (random, kinds, lines) = (new Random(11), new int[8], 0);
        using var written = new FileStream(to, FileMode.Create);
        foreach (var line in File.ReadLines(from))
        {
            if (lines++ % 100 == 50)
            {
                var kind = kinds.Sum() % 8;
                kinds[kind]++;
                written.Write(Spoilt(line, kind, random));
                written.WriteByte((byte)'\n');
            }

            written.Write(Encoding.UTF8.GetBytes(line + "\n"));
        }

        return (lines, kinds);
    }

    /// <summary>A line that does not fit in one of eight ways.</summary>
    private static byte[] Spoilt(string line, int kind, Random random)
    {
        var row = JsonNode.Parse(line)!;
        var happened = row["event"]!.AsObject();
        var payload = happened["payload"]!.AsObject();
        switch (kind)
        {
            case 0: // cut
                return Encoding.UTF8.GetBytes(line[..random.Next(1, line.Length - 1)]);
            case 1: // another type
                happened["symbol"] = 7;
                break;
            case 2: // a member is missing
                happened.Remove(new[] { "type", "venue", "symbol", "ts_event", "payload" }[random.Next(5)]);
                break;
            case 3: // one too many, or an unknown type
                if (random.Next(2) == 0)
                {
                    payload["extra"] = 1;
                }
                else
                {
                    happened["type"] = "trade";
                }

                break;
            case 4: // a price or quantity below 0
                Negate(happened, payload);
                break;
            case 5: // a crossed book, or levels out of order
                happened["type"] = "order_book_depth";
                happened["payload"] = JsonNode.Parse(random.Next(2) == 0
                    ? """{"seq":1,"bids":[{"p":100,"q":1}],"asks":[{"p":99,"q":1}]}"""
                    : """{"seq":1,"bids":[{"p":100,"q":1},{"p":101,"q":1}],"asks":[]}""");
                break;
            case 6: // no time, or one far ahead
                happened["ts_event"] = new[] { "2024-02-30T00:00:00Z", "2199-01-01T00:00:00Z", "2024-01-01T00:00:00+01:00", "now" }[random.Next(4)];
                break;
            default: // bytes that are no text
                var bytes = Encoding.UTF8.GetBytes(line);
                bytes[line.IndexOf("\"symbol\":\"", StringComparison.Ordinal) + 12] = 0xFF;
                return bytes;
        }

        return Encoding.UTF8.GetBytes(row.ToJsonString());
    }

    private static void Negate(JsonObject happened, JsonObject payload)
    {
        switch ((string)happened["type"]!)
        {
            case "trade_tick":
                payload["price"] = -(double)payload["price"]!;
                break;
            case "ticker_24h":
                payload["volume"] = -1;
                break;
            default:
                happened["type"] = "order_book_deltas";
                happened["payload"] = JsonNode.Parse("""{"changes":[{"side":"bid","p":100,"q":-1}]}""");
                break;
        }
    }

    private async Task<(string[] Reports, int Dead)> Reports(string events)
    {
        var (reports, dead) = (events + ".reports", events + ".dead");
        foreach (var file in Directory.EnumerateFiles(RepositoryRoot.Combine("pipelines", "lib"), "*.yaml"))
        {
            _folder.Write(Path.Combine("lib", Path.GetFileName(file)), await File.ReadAllTextAsync(file));
        }

        var pipeline = Variant.Of("market-report.yaml").WithNodes($"told:\n  from: report\n  select: |\n    ts\n    symbol\n    report\nwritten: {{ from: told, jsonl_file: {{ path: {reports} }} }}").In(_folder, "market-report.yaml");
        await Run(pipeline, "--profile", "envelopes", "--set", $"events={events}", "--set", $"dead={dead}", "--set", $"tickers={RepositoryRoot.Combine("pipelines", "data", "none.jsonl")}");
        return (await File.ReadAllLinesAsync(reports), File.Exists(dead) ? File.ReadLines(dead).Count() : 0);
    }

    private static async Task Run(string pipeline, params string[] more)
    {
        var run = await ChildProcess.Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "streamengine.dll"), "run", pipeline, "--until-idle", .. more], TimeSpan.FromMinutes(10));
        Assert.True(run.ExitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{run.Text}"));
    }
}
