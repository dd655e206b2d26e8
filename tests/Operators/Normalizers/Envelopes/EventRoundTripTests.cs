using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Serving;
using StreamEngine.Tests.EndToEnd;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;
using static StreamEngine.Tests.Operators.Normalizers.Envelopes.EventRun;

namespace StreamEngine.Tests.Operators.Normalizers.Envelopes;

/// <summary>Rows to events and back lose nothing, and what the gate takes is what the published schema takes.</summary>
public sealed class EventRoundTripTests(ITestOutputHelper output)
{
    private static readonly JsonSchema Published = JsonSchema.Published("market-event-1");

    /// <summary>What the description of the schema says beside it.</summary>
    private static readonly string[] Beside =
        ["bids must fall", "asks must rise", "must be above the best bid", "it must be the low", "says nothing", "beside a snapshot", "significant digits", "whole number of 64 bits", "it must be a time, RFC 3339", "is there twice"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void GeneratedRows_ComeBackAsTheyWere(int seed)
    {
        var (deltas, trades, tickers) = (EventSamples.Messages(seed, 400), EventSamples.Trades(seed, 400), EventSamples.Tickers(seed, 100));
        Assert.Equal(Lines(Schemas.BookDelta, deltas), Lines(Schemas.BookDelta, Back(Wrap(deltas)).Port()));
        Assert.Equal(Lines(Schemas.Trade, trades), Lines(Schemas.Trade, Back(Wrap(trades: trades)).Port(1)));
        Assert.Equal(Lines(Schemas.Find("ticker/1")!, tickers), Lines(Schemas.Find("ticker/1")!, Back(Wrap(tickers: tickers)).Port(2)));
    }

    [Theory]
    [InlineData("binance_spot", Recordings.Spot)]
    [InlineData("binance_usdm", "usdm/btcusdt_20240808.gz")]
    public void Recording_ComesBackAsItWas(string venue, string files)
    {
        if (!Recordings.Has(files, output))
        {
            return;
        }

        using var folder = new TemporaryFolder();
        var capture = Head(folder, Recordings.Paths(files).Split(',')[0], 4_000);
        var run = new PipelineRun().Nodes($"frames: {{ capture_file: {{ files: [{capture}] }} }}").Nodes($"market: {{ from: frames, normalize: {{ venue: {venue} }} }}")
            .Nodes("sent: { from: { deltas: market.deltas, trades: market.trades }, envelope: {} }").Nodes("back: { from: sent, open_envelope: { horizon: 0s } }")
            .Collect("market.deltas").Collect("market.trades").Collect("back.deltas").Collect("back.trades").Execute();
        Assert.NotEmpty(run.Rows("market.trades"));
        Assert.Contains(run.Rows("market.deltas"), row => row["snapshot"] is true);
        Assert.Equal(Lines(Schemas.BookDelta, run.Rows("market.deltas")), Lines(Schemas.BookDelta, run.Rows("back.deltas")));
        Assert.Equal(Lines(Schemas.Trade, run.Rows("market.trades")), Lines(Schemas.Trade, run.Rows("back.trades")));
    }

    [Fact]
    public void WhatIsWritten_FitsTheSchema() => Assert.All(Written(4), text => Assert.Null(Published.Fault(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void GateAndSchema_RefuseTheSame()
    {
        var (refused, taken) = (0, 0);
        foreach (var text in Mutated(5))
        {
            var (gate, schema) = (Fault(text), Published.Fault(Encoding.UTF8.GetBytes(text)));
            Assert.True(schema is null || gate is not null, $"the gate takes what the schema refuses, {schema}: {text}");
            Assert.True(gate is null || schema is not null || Beside.Any(part => gate.Contains(part, StringComparison.Ordinal)), $"the gate refuses what the schema takes, {gate}: {text}");
            refused += gate is null ? 0 : 1;
            taken += gate is null ? 1 : 0;
        }

        Assert.True(refused > 5_000 && taken > 500, $"{refused} refused, {taken} taken");
    }

    [Fact]
    public async Task SchemaAndAjv_RefuseTheSame()
    {
        using var folder = new TemporaryFolder();
        var samples = Written(6).Concat(Mutated(6).Take(4_000)).ToList();
        var lines = samples.Select(text => $"{(Published.Fault(Encoding.UTF8.GetBytes(text)) is null ? 1 : 0)} {text}");
        var said = await McpClient.Node("validate.mjs", RepositoryRoot.Combine("schemas", "market-event-1.json"), folder.Write("samples.txt", string.Join('\n', lines)));
        Assert.Equal($"{samples.Count} documents, 0 judged otherwise", said.Trim());
    }

    /// <summary>The generated events, as they are written.</summary>
    private static IEnumerable<string> Written(int seed) => [.. Texts(Wrap(EventSamples.Messages(seed, 300), EventSamples.Trades(seed, 100), EventSamples.Tickers(seed, 50)))];

    /// <summary>Generated events with one thing changed in each: a member gone, one too many, another value.</summary>
    private static IEnumerable<string> Mutated(int seed)
    {
        var random = new Random(seed);
        string[] values = ["null", "-1", "0", "1", "1.5", "\"\"", "\"buy\"", "\"2024-01-01T00:00:00Z\"", "\"2024-13-01T00:00:00Z\"", "true", "false", "[]", "{}", $"\"{new string('x', 65)}\"", "1e30", "123456789012345678901234567890"];
        foreach (var text in Written(seed))
        {
            for (var i = 0; i < 25; i++)
            {
                var root = JsonNode.Parse(text)!;
                var at = Objects(root).ToList();
                var target = at[random.Next(at.Count)];
                var name = target.Count == 0 ? "none" : target.ElementAt(random.Next(target.Count)).Key;
                switch (random.Next(4))
                {
                    case 0:
                        target.Remove(name);
                        break;
                    case 1:
                        target["extra"] = 1;
                        break;
                    default:
                        target[name] = JsonNode.Parse(values[random.Next(values.Length)]);
                        break;
                }

                yield return root.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            }
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => [members, .. members.SelectMany(member => Objects(member.Value))],
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private static string Head(TemporaryFolder folder, string recording, int lines)
    {
        using var packed = new StreamReader(new GZipStream(File.OpenRead(recording), CompressionMode.Decompress));
        return folder.Write("head.capture", string.Concat(Enumerable.Range(0, lines).Select(_ => packed.ReadLine() + "\n")));
    }

    private static StreamEngine.Conformance.OperatorDrive Back(StreamEngine.Conformance.OperatorDrive wrapped)
    {
        Assert.Empty(wrapped.Dead());
        var gate = Gate(new StreamEngine.Normalizers.OpenEnvelopeOptions { Horizon = new Duration(0), Ahead = new Duration(86_400 * Second) });
        gate.Push(0, [.. wrapped.Port().Select(row => new Dictionary<string, object?> { ["ts"] = row["ts"], ["event"] = row["event"] })]);
        Assert.Empty(gate.Dead());
        return gate;
    }

    private static IEnumerable<string> Lines(Schema schema, IEnumerable<Dictionary<string, object?>> rows) =>
        rows.Select(row => string.Join(' ', schema.Fields.Select(field => FormattableString.Invariant($"{field.Name}={row.GetValueOrDefault(field.Name) ?? "-"}"))));
}
