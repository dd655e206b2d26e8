using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Tools;

public sealed class ReplayTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Capture_IsCountedByKindAndSymbolWithItsGapAndItsStepBack()
    {
        // 10 to 12, 13 to 13, then 15: 14 is missing; the third line was received 2 ms before the second
        var capture = _folder.Write("x.capture",
            """
            1700000000000 {"lastUpdateId":11,"bids":[],"asks":[]}
            1700000000005 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","s":"BTCUSDT","U":10,"u":12,"b":[],"a":[]}}
            1700000000003 {"stream":"btcusdt@trade","data":{"e":"trade","s":"BTCUSDT","t":1}}
            1700000000010 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","s":"BTCUSDT","U":13,"u":13,"b":[],"a":[]}}
            no frame
            1700000000110 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","s":"BTCUSDT","U":15,"u":15,"b":[],"a":[]}}

            """);

        var found = Tool.Json(await Tool.Run("replay", "inspect", capture, "--json")).GetProperty("files")[0];

        Assert.Equal(5, found.GetProperty("rows").GetInt64());
        Assert.Equal("""{"depth@100ms":3,"snapshot":1,"trade":1}""", Compact(found.GetProperty("kinds")));
        Assert.Equal("""{"BTCUSDT":4}""", Compact(found.GetProperty("symbols")));
        Assert.Equal(1_700_000_000_000_000_000, found.GetProperty("first_ns").GetInt64());
        Assert.Equal(110_000_000, found.GetProperty("span_ns").GetInt64());
        Assert.Equal((1, 2_000_000), (found.GetProperty("disorder").GetProperty("rows").GetInt64(), found.GetProperty("disorder").GetProperty("most_ns").GetInt64()));
        Assert.Equal(100_000_000, found.GetProperty("gaps").GetProperty("longest_ns").GetInt64());
        Assert.Equal((1, 1, 1), (found.GetProperty("snapshots").GetInt64(), found.GetProperty("depth_gaps").GetInt64(), found.GetProperty("damaged").GetInt64()));
        Assert.Equal("depth messages are missing in 1 places, first in BTCUSDT behind update id 13: the next message has 15 to 15", found.GetProperty("findings")[0].GetString());
    }

    [Fact]
    public async Task JsonLines_HaveTheColumnsTheirRowsShow()
    {
        var file = _folder.Write("x.jsonl", "{\"ts\":\"2024-01-01T00:00:00.000000001Z\",\"symbol\":\"A\",\"px\":1.5}\n{\"ts\":\"2024-01-01T00:00:01Z\",\"symbol\":\"B\",\"px\":null}\n");

        var found = Tool.Json(await Tool.Run("replay", "inspect", file, "--json")).GetProperty("files")[0];

        Assert.Equal((2, 999_999_999), (found.GetProperty("rows").GetInt64(), found.GetProperty("span_ns").GetInt64()));
        Assert.Equal(
            ["ts timestamp False", "symbol string False", "px float64 True"],
            found.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("type").GetString()} {c.GetProperty("nullable").GetBoolean()}"));
    }

    [Fact]
    public async Task ArrowOfARun_IsInspectedAndHashedTheSameEachTime()
    {
        var pipeline = _folder.Write("small.yaml", Tool.Pipeline);
        await Tool.Run("run", pipeline, "--set", $"out={_folder.Path}/a");
        await Tool.Run("run", pipeline, "--set", $"out={_folder.Path}/b");

        var inspected = await Tool.Run("replay", "inspect", $"{_folder.Path}/a/book.arrow");
        var hashed = await Tool.Run("replay", "hash", $"{_folder.Path}/a/book.arrow", $"{_folder.Path}/b/book.arrow");

        Assert.Equal(0, inspected.ExitCode);
        Assert.Contains("\n  bid_prices  vector<float64, 5>", inspected.Output, StringComparison.Ordinal);
        var lines = hashed.Output.TrimEnd('\n').Split('\n');
        Assert.Matches("^[0-9a-f]{64}  .*/a/book.arrow$", lines[0]);
        Assert.Equal(lines[0][..64], lines[1][..64]);
    }

    [Theory]
    [InlineData("empty.bin", "", "error SE8201: '{0}' is empty: neither Arrow, nor a capture (lines that start with a receive time), nor JSON Lines, nor CSV whose first line names the columns\n")]
    [InlineData("notes.txt", "hello", "error SE8201: '{0}' is no recording: neither Arrow, nor a capture (lines that start with a receive time), nor JSON Lines, nor CSV whose first line names the columns\n")]
    public async Task FileThatIsNoRecording_IsAnInputError(string name, string text, string message)
    {
        var file = _folder.Write(name, text);

        var done = await Tool.Run("replay", "inspect", file);

        Assert.Equal(74, done.ExitCode);
        Assert.Equal(message.Replace("{0}", file, StringComparison.Ordinal), done.Error);
    }

    private static string Compact(System.Text.Json.JsonElement json) => System.Text.Json.JsonSerializer.Serialize(json);
}
