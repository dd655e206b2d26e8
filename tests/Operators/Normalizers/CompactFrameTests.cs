using System.Text;
using StreamEngine.Normalizers;

namespace StreamEngine.Tests.Operators.Normalizers;

/// <summary>A blank in front sends a frame to the general reader: what the compact one takes must be the same.</summary>
public sealed class CompactFrameTests
{
    private static readonly string[] Frames =
    [
        """{"stream":"btcusdt@trade","data":{"e":"trade","E":1723161256322,"T":1723161256322,"s":"BTCUSDT","t":5266583935,"p":"61800.30","q":"0.006","X":"MARKET","m":false}}""",
        """{"stream":"btcusdt@depth@0ms","data":{"e":"depthUpdate","E":1723161256299,"T":1723161256298,"s":"BTCUSDT","U":51,"u":53,"pu":50,"b":[["58710.20","0.014"],["61496.50","0.000"]],"a":[["61800.30","3.330"]]}}""",
        """{"lastUpdateId":5123107852948,"E":1723161256501,"T":1723161256493,"bids":[["61800.20","2.909"]],"asks":[]}""",
        """{"e":"aggTrade","E":1723161256322,"s":"BTCUSDT","a":1,"p":"0.00000012","q":"100","f":1,"l":2,"T":1723161256322,"m":true}""",
        """{"u":400900217,"s":"BNBUSDT","b":"25.35190000","B":"31.21000000","a":"25.36520000","A":"40.66000000"}""",
        """{"result":null,"id":1}""",
    ];

    private static readonly char[] Written = [.. "{}[]\",:.0123456789-eEtfnu \\abpq\u0001\u00e9"];

    [Fact]
    public void FramesAndTheirMutants_AreReadAsByTheGeneralReader()
    {
        var random = new Random(5);
        foreach (var frame in Frames)
        {
            Compare(frame);
            for (var i = 0; i < 3_000; i++)
            {
                Compare(Mutant(frame, random));
            }
        }
    }

    [Theory]
    [InlineData("123456789012345", 123456789012345d)]
    [InlineData("0.000000000000001", null)]
    [InlineData("99999.9999999999", 99999.9999999999d)]
    [InlineData("61800.30", 61800.3d)]
    [InlineData("0007.50", 7.5d)]
    [InlineData("7.", null)]
    [InlineData(".5", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    public void Decimal_IsTheNearestDoubleOrLeftToTheGeneralReader(string text, double? value)
    {
        var levels = new LevelList();
        levels.Begin();

        var taken = new CompactFrame(Encoding.UTF8.GetBytes($"[[\"{text}\",\"1\"]]")).TryLevels(levels);

        Assert.Equal(value is not null, taken);
        Assert.Equal(value is { } price ? [price] : [], levels.Prices.ToArray());
    }

    private static string Mutant(string frame, Random random)
    {
        var text = new StringBuilder(frame);
        for (var edits = random.Next(1, 4); edits > 0 && text.Length > 1; edits--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(3))
            {
                case 0: text.Remove(at, 1); break;
                case 1: text.Insert(at, Written[random.Next(Written.Length)]); break;
                default: text[at] = Written[random.Next(Written.Length)]; break;
            }
        }

        return text.ToString();
    }

    private static void Compare(string frame)
    {
        var (compact, general) = (Read(frame, 0), Read(" " + frame, 1));
        Assert.True(compact == general, $"{frame}\n{compact}\n{general}");
    }

    private static string Read(string frame, int shift)
    {
        var scan = new FrameScan();
        try
        {
            scan.Scan(Encoding.UTF8.GetBytes(frame), readLevels: true);
        }
        catch (FrameException fault)
        {
            return fault.Code;
        }

        var text = new StringBuilder();
        for (var letter = (char)0; letter < 128; letter++)
        {
            text.Append(Told(scan[letter], shift));
        }

        text.Append(Told(scan.Stream, shift)).Append(Told(scan.LastUpdateId, shift)).Append(Told(scan.Previous, shift)).Append(Told(scan.Symbol, shift));
        text.Append(scan.HasData).Append(scan.IsControl).Append(scan.IsArray).Append(scan.LevelFault?.Code);
        foreach (var side in new[] { scan.Bids, scan.Asks })
        {
            text.Append(side.IsPresent).AppendJoin(' ', scan.LevelFault is null ? side.Prices.ToArray().Concat(side.Qtys.ToArray()) : []);
        }

        return text.ToString();
    }

    private static string Told(FrameToken token, int shift) => token == default ? "-" : $"[{token.Start - shift} {token.Length} {token.Type} {token.IsEscaped}]";
}
