using System.Globalization;
using System.Text.Json;
using StreamEngine.Tests.Kit;
using Xunit.Abstractions;

namespace StreamEngine.Tests.Tools;

/// <summary>The captures of hftbacktest played through the normalizer: trades are those of the README's table, in number, ids, sums and prices.</summary>
public sealed class SharedTradesTests(ITestOutputHelper log) : IDisposable
{
    private const string Pipeline =
        """
        version: 1
        pipeline: trades
        params: { out: { type: path }, venue: { type: "enum<binance_spot|binance_usdm>" } }
        nodes:
          frames: { capture_file: { files: [elsewhere.gz] } }
          market: { from: frames, normalize: { venue: $venue } }
          file: { from: market.trades, jsonl_file: { path: $out, types: true } }
        dead_letters: { jsonl_file: { path: $(out).dead } }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("usdm/btcusdt_20240808.gz", 21313, 5266583935, 5266605247, "2429.366", "149845680.8898", "1251.576", "61800.3", "61659.8")]
    [InlineData("usdm/ethusdt_20240808.gz", 14076, 4308068523, 4308082598, "9164.948", "24574856.5142", "4960.564", "2681.62", "2681.38")]
    [InlineData("spot/btcusdt_20240808.gz", 9757, 3735683259, 3735693015, "212.03315", "13084074.1123886", "96.65118", "61837.63", "61685.99")]
    [InlineData("spot/btcusdt_20240809.gz", 10147, 3735693016, 3735703162, "225.88237", "13922855.4786462", "107.83994", "61685.99", "61602.02")]
    [InlineData("cm/btcusd_perp_20240808.gz", 2286, 849714402, 849716687, "83241", "5134772336.7", "35603", "61804.8", "61668.7")]
    [InlineData("cm/btcusd_perp_20240809.gz", 2949, 849716688, 849719636, "98942", "6097330122.7", "67380", "61668.7", "61600")]
    public async Task Trades_AreThoseOfTheReadme(string path, long count, long firstId, long lastId, string qty, string notional, string bought, string firstPrice, string lastPrice)
    {
        if (!SharedFile.AreThere)
        {
            log.WriteLine("not run: ../shared/data is not there");
            return;
        }

        var pipeline = _folder.Write("trades.yaml", Pipeline);
        var target = Path.Combine(_folder.Path, "trades.jsonl");
        var venue = path.StartsWith("spot", StringComparison.Ordinal) ? "binance_spot" : "binance_usdm";
        var played = await Tool.Run("replay", "play", new SharedFile("hftbacktest/" + path, 0).Full, "--pipeline", pipeline, "--set", $"out={target}", "--set", $"venue={venue}");
        Assert.True(played.ExitCode == 0, played.Text);

        var trades = File.ReadLines(target).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var (prices, quantities) = (trades.ConvertAll(t => t.GetProperty("price").GetDecimal()), trades.ConvertAll(t => t.GetProperty("qty").GetDecimal()));
        Assert.Equal((count, Number(qty), Number(notional)), (trades.Count, quantities.Sum(), prices.Zip(quantities, (p, q) => p * q).Sum()));
        Assert.Equal(Number(bought), trades.Where(t => t.GetProperty("side").GetString() == "buy").Sum(t => t.GetProperty("qty").GetDecimal()));
        Assert.Equal((Number(firstPrice), Number(lastPrice)), (prices[0], prices[^1]));

        var ids = Tool.Json(await Tool.Run("replay", "inspect", target, "--json")).GetProperty("files")[0].GetProperty("ids")[0];
        Assert.Equal((firstId, lastId, 0, 0), (ids.GetProperty("least").GetInt64(), ids.GetProperty("most").GetInt64(), ids.GetProperty("missing").GetInt64(), ids.GetProperty("repeated").GetInt64()));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
