using System.Text;
using StreamEngine.Config;

namespace StreamEngine.Tests.Config;

public sealed class YamlReaderTests
{
    [Fact]
    public void Pipeline_IsReadInOrderWithStylesAndPlaces()
    {
        var map = Reading.Good("version: 1\nnodes:\n  a: { from: [x, 'y'], depth: \"20\" }\n  b: ~\n");

        Assert.Equal(["version", "nodes"], map.Entries.Select(entry => entry.Name));
        var nodes = Assert.IsType<YamlMap>(map.Entries[1].Value);
        Assert.True(nodes.TryGet("a", out var a));
        Assert.Equal("3:3-3:4", Reading.Place(a.Key.Span));
        var options = Assert.IsType<YamlMap>(a.Value);
        Assert.Equal("3:6-3:37", Reading.Place(options.Span));
        var from = Assert.IsType<YamlList>(options.Entries[0].Value);
        Assert.Equal("3:14-3:22", Reading.Place(from.Span));
        Assert.Equal([(ScalarStyle.Plain, false), (ScalarStyle.SingleQuoted, true)], from.Items.Cast<YamlScalar>().Select(item => (item.Style, item.Quoted)));
        Assert.Equal("3:18-3:21", Reading.Place(from.Items[1].Span));
        Assert.Equal("20", Assert.IsType<YamlScalar>(options.Entries[1].Value).Value);
        Assert.True(nodes.Entries[1].Value.IsNull);
    }

    [Theory]
    [InlineData("a: x\r\nb: y\r\nc: z\r\n", "3:4-3:5")]
    [InlineData("\uFEFFa: x\nb: y\nc: z", "3:4-3:5")]
    [InlineData("a: x\rb: y\rc: z", "3:4-3:5")]
    [InlineData("a: é😀\nb: é😀 # y\nc: z", "3:4-3:5")]
    [InlineData("# c\n\nc: z\n...\n", "3:4-3:5")]
    public void LineBreaksMarksAndUnicode_LeavePlacesRight(string text, string place) =>
        Assert.Equal(place, Reading.Place(Reading.Good(text).Entries[^1].Value.Span));

    [Theory]
    [InlineData("a: price > zero", "zero", "1:12-1:16")]
    [InlineData("a: 'price > zero'", "zero", "1:13-1:17")]
    [InlineData("a: 'it''s zero'", "zero", "1:11-1:15")]
    [InlineData("a: \"x > zero\"", "zero", "1:9-1:13")]
    [InlineData("a: \"\\u00e9\\n zero\"", "zero", "1:14-1:18")]
    [InlineData("a: |\n  x = 1\n  y = zero\n", "zero", "3:7-3:11")]
    [InlineData("a: |\n\n\n    x = 1\n      y = zero\n", "zero", "5:11-5:15")]
    [InlineData("a: |2\n    x = zero\n", "zero", "2:9-2:13")]
    [InlineData("a: |+\r\n  x = 1\r\n\r\n  y = zero\r\n", "zero", "4:7-4:11")]
    [InlineData("a: | # note\n  x = 1\n\n  y = zero", "zero", "4:7-4:11")]
    [InlineData("a: |\n  é😀 = zero\n", "zero", "2:9-2:13")]
    [InlineData("a:\n  b:\n   - |-\n      x = zero\n", "zero", "4:11-4:15")]
    [InlineData("a: |\n  x = zero\n\n\n", "zero\n", "2:7-3:1")]
    [InlineData("a: >\n  x =\n  zero\n", "zero", "1:4-3:7")]
    [InlineData("a: x =\n  zero\n", "zero", "1:4-2:7")]
    public void PartOfAScalar_IsFoundInTheFile(string text, string part, string place)
    {
        var node = Reading.Value(text);
        while (node is not YamlScalar)
        {
            node = node is YamlMap map ? map.Entries[0].Value : ((YamlList)node).Items[0];
        }

        var scalar = (YamlScalar)node;
        Assert.Equal(place, Reading.Place(scalar.At(scalar.Value.IndexOf(part, StringComparison.Ordinal), part.Length)));
    }

    [Fact]
    public void EveryCharacterOfABlock_StandsWhereItsPlaceSays()
    {
        const string Text = "nodes:\n  bars:\n    select: |\n      close = last(price)\n\n        vwap = sum(price * qty)\n      n = 1\n";
        var bars = (YamlMap)((YamlMap)Reading.Value(Text)).Entries[0].Value;
        var select = (YamlScalar)bars.Entries[0].Value;
        var lines = Text.Split('\n');
        for (var i = 0; i < select.Value.Length; i++)
        {
            var span = select.At(i, 1);
            var line = lines[span.Line - 1];
            Assert.Equal(select.Value[i], span.Column - 1 < line.Length ? line[span.Column - 1] : '\n');
        }
    }

    [Fact]
    public void ScalarMadeWithoutAFile_CountsFromItsPlace()
    {
        var scalar = new YamlScalar("x > y", ScalarStyle.Plain, new Span("p", 4, 10, 4, 15));

        Assert.Equal("4:14-4:15", Reading.Place(scalar.At(4, 1)));
    }

    [Fact]
    public void BytesThatAreNotUtf8_AreRefusedWithPlace()
    {
        var problems = new Problems();

        Assert.Null(YamlReader.Read(Reading.File, [.. Encoding.UTF8.GetBytes("é: 1\nb: x"), 0xFF, (byte)'y'], problems));

        Assert.Equal(["t.yaml:2:5: error SE1002: bytes FF are not UTF-8; save the file as UTF-8"], Reading.Lines(problems));
    }

    [Fact]
    public void DesignExample_HasNoSyntaxProblem() => Reading.Good("""
        version: 1
        params:
          symbols: { type: list<symbol>, default: [BTCUSDT, ETHUSDT] }
        nodes:
          trades: { arrow_file: { path: $data/trades.arrow, schema: trade/1 } }
          bars:
            from: trades
            where: price > 0 and symbol in $symbols
            window: { tumble: 1s }
            select: |
              close = last(price)
              vwap  = sum(price * qty) / sum(qty) else null   # note (
          gate:
            from: { in: alpha, fills: orders.fills }      # feedback: the gate sees what was filled
            where: abs(score) > 0.6
            risk: { max_notional: 25_000 USDT, max_rate: 5/s per symbol, stale_after: 750ms }
        """);
}
