using System.Text;
using StreamEngine.Runtime;
using static StreamEngine.Tests.Operators.Normalizers.NormalizeRun;

namespace StreamEngine.Tests.Operators.Normalizers;

public class NormalizeFaultTests
{
    public static readonly TheoryData<string, string> Frames = new()
    {
        { "binance_spot", Spot(10, 12, bids: """["20.00","6.50"],[1,2]""", asks: """["20.01","0"]""") },
        { "binance_usdm", Futures(10, 12, 9, bids: """["20.00","6.50"]""") },
        { "binance_spot", Snapshot(11) },
        { "binance_spot", """{"e":"trade","E":1789400000126,"s":"SOLUSDT","t":901000124,"p":"142.31000000","q":"2.10000000","T":1789400000123,"m":true,"M":true}""" },
        { "binance_usdm", """{"e":"aggTrade","E":1789400000140,"s":"ETHUSDT","a":2700001234,"p":"3120.20","q":"4.500","nq":"4.100","f":6100000001,"l":6100000009,"T":1789400000133,"m":false,"st":1}""" },
        { "binance_usdm", """{"e":"bookTicker","u":880118,"E":1789400000141,"T":1789400000138,"s":"ETHUSDT","b":"3120.10","B":"3.500","a":"3120.20","A":"0.800"}""" },
        { "binance_spot", """{"stream":"!miniTicker@arr","data":[{"e":"24hrMiniTicker","b":[1]}]}""" },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public void FrameCutAnywhere_IsAnErrorRow(string venue, string frame)
    {
        var run = new NormalizeRun(venue);
        for (var length = 0; length < frame.Length; length++)
        {
            run.Push(frame[..length]);
        }

        Assert.Equal($"used 0 filtered 0 error {frame.Length} pending 0", run.Fates);
        Assert.All(run.Errors, error => Assert.StartsWith("SE9501: the frame is not valid JSON (byte ", error, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(1, frame.Length).Select(i => $"\"line\":{i},"), run.Drive.Dead().Select(row => ((string)row["row"]!).Split("\"a.gz\",")[1].Split("\"text\"")[0]));
    }

    [Fact]
    public void BytesFlippedAnywhere_NeverThrow()
    {
        var random = new Random(7);
        foreach (var row in Frames)
        {
            var run = new NormalizeRun((string)row[0]);
            for (var i = 0; i < 2_000; i++)
            {
                var bytes = Encoding.ASCII.GetBytes((string)row[1]);
                for (var flips = random.Next(1, 4); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(32, 127);
                }

                run.Push(Encoding.ASCII.GetString(bytes)); // the drive checks that each has one fate
            }

            Assert.Equal(2_000, run.Drive.Counters.In);
        }
    }

    [Theory]
    [InlineData("""["20.00",^"abc"]""", "SE9501: quantity of level 1 of 'b' is 'abc', which is not a decimal number (byte ^)")]
    [InlineData("""["20.00",^"NaN"]""", "SE9501: quantity of level 1 of 'b' is 'NaN', which is not a decimal number (byte ^)")]
    [InlineData("""["20.00"^]""", "SE9501: quantity of level 1 of 'b' is missing or not a number (byte ^)")]
    [InlineData("""[^]""", "SE9501: price of level 1 of 'b' is missing or not a number (byte ^)")]
    [InlineData("""[^null,"1"]""", "SE9501: price of level 1 of 'b' is missing or not a number (byte ^)")]
    [InlineData("""[^["1"],"1"]""", "SE9501: price of level 1 of 'b' is missing or not a number (byte ^)")]
    [InlineData("""^5""", "SE9501: level 1 of 'b' is not an array [price, quantity] (byte ^)")]
    [InlineData("""["20.00","1"],^{"p":1}""", "SE9501: level 2 of 'b' is not an array [price, quantity] (byte ^)")]
    [InlineData("""[^"0","1"]""", "SE9503: price of level 1 of 'b' is not above 0 (byte ^)")]
    [InlineData("""[^"-1","1"]""", "SE9503: price of level 1 of 'b' is not above 0 (byte ^)")]
    [InlineData("""["1",^"-1"]""", "SE9503: quantity of level 1 of 'b' is below 0 (byte ^)")]
    [InlineData("""["1",^"1e999"]""", "SE9503: quantity of level 1 of 'b' is '1e999', which is outside the range of a float64 (byte ^)")]
    [InlineData("""[^"1234567.890123456","1"]""", "SE9502: price of level 1 of 'b' is '1234567.890123456', which has more than 15 significant digits (precision_overflow) (byte ^)")]
    public void OneBadLevel_FailsTheWholeMessage(string levels, string error)
    {
        var run = new NormalizeRun("binance_spot").Push(Spot(10, 12), Snapshot(11));
        var before = run.DeltaRows.Count;

        var frame = Spot(13, 14, bids: levels, asks: """["20.01","9.00"]""");
        run.Push(frame.Replace("^", "", StringComparison.Ordinal));

        Assert.Equal(before, run.DeltaRows.Count);
        Assert.Equal([Placed(error, frame)], run.Errors);
        run.Push(Spot(15, 16));
        Assert.Equal("status invalid L", run.Short()[^1]); // the chain is broken, and the next message shows it
    }

    [Theory]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":^"0","q":"1","T":1789400000123,"m":true}""", "SE9503: field 'p' is '0', which is not above 0 (byte ^)")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":"1","q":^"-1","T":1789400000123,"m":true}""", "SE9503: field 'q' is '-1', which is below 0 (byte ^)")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":"1","T":1789400000123,"m":true}""", "SE9501: field 'q' is missing; it must be a number")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":^true,"q":"1","T":1789400000123,"m":true}""", "SE9501: field 'p' is 'true'; it must be a number (byte ^)")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":"1","q":"1","T":1789400000123,"m":^"true"}""", "SE9501: field 'm' is 'true'; it must be true or false (byte ^)")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":"1","q":"1","m":true}""", "SE9501: field 'T' is missing; it must be a whole number")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":"1","q":"1","T":^1.5,"m":true}""", "SE9501: field 'T' is '1.5', which is not a whole number from 0 (byte ^)")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":7,"p":"1","q":"1","T":^1789400000,"m":true}""", "SE9503: field 'T' is 1789400000, which is not between 2015-01-01 and 2100-01-01 in ms (byte ^)")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":^-7,"p":"1","q":"1","T":1789400000123,"m":true}""", "SE9501: field 't' is '-7', which is not a whole number from 0 (byte ^)")]
    [InlineData("""{"e":"trade","s":"SOLUSDT","t":^99999999999999999999,"p":"1","q":"1","T":1789400000123,"m":true}""", "SE9501: field 't' is '99999999999999999999', which is not a whole number from 0 (byte ^)")]
    [InlineData("""{"e":"trade","s":^"","t":7,"p":"1","q":"1","T":1789400000123,"m":true}""", "SE9501: field 's' is ''; it must be a text (byte ^)")]
    [InlineData("""{"e":"trade","s":^"\ud800","t":7,"p":"1","q":"1","T":1789400000123,"m":true}""", "SE9501: field 's' is not valid text (byte ^)")]
    [InlineData("""{"e":"trade","t":7,"p":"1","q":"1","T":1789400000123,"m":true}""", "SE9501: field 's' is missing; it must be a text")]
    [InlineData("""{"e":"aggTrade","s":"A","a":7,"p":"1","q":"1","f":5,"l":^4,"T":1789400000123,"m":true}""", "SE9503: field 'l' is '4', which is below field 'f' (byte ^)")]
    [InlineData("""{"u":1,"s":"A","b":^"0","B":"1","a":"2","A":"1"}""", "SE9503: field 'b' is '0', which is not above 0 (byte ^)")]
    [InlineData("""{"stream":"a@trade","data":{"e":"aggTrade"}}""", "SE9501: event 'aggTrade' does not belong to stream 'a@trade'")]
    [InlineData("""{"stream":"a@trade"}""", "SE9501: field 'data' is missing; it must be an object")]
    [InlineData("""{"e":"depthUpdate","E":1789400000200,"s":"A","U":^5,"u":4,"b":[],"a":[]}""", "SE9503: field 'U' is '5', which is above field 'u' (byte ^)")]
    [InlineData("""{"e":"depthUpdate","E":1789400000200,"s":"A","U":4,"u":4,"b":[]}""", "SE9501: field 'a' is missing; it must be an array of levels")]
    [InlineData("""{"lastUpdateId":5,"asks":[]}""", "SE9501: field 'bids' is missing; it must be an array of levels")]
    [InlineData("""{"foo":1}""", "SE9501: the frame has neither 'stream' nor 'e' nor 'lastUpdateId' nor the fields of a bookTicker")]
    [InlineData("^17", "SE9501: the frame is neither a JSON object nor an array (byte ^)")]
    [InlineData("""{"result":null,"id":7}{"result":null,"id":8}""", "SE9501: the frame is not valid JSON (byte 22)")]
    public void FaultyFrame_IsAnErrorRowThatSaysWhatAndWhere(string frame, string error)
    {
        var run = new NormalizeRun("binance_spot").Push(frame.Replace("^", "", StringComparison.Ordinal));

        Assert.Equal([Placed(error, frame)], run.Errors);
        Assert.Equal("used 0 filtered 0 error 1 pending 0", run.Fates);
        Assert.Empty(run.DeltaRows);
        Assert.Empty(run.Drive.Port(Trades));
        Assert.Empty(run.Drive.Port(Quotes));
    }

    [Fact]
    public void ErrorRow_HoldsTheWholeFrame()
    {
        var run = new NormalizeRun("binance_spot").Push("""{"foo":1}""");

        var row = Assert.Single(run.Drive.Dead());
        Assert.Equal(("frame/1", Start + 1_000_000), ((string)row["schema"]!, (long)row["ts"]!));
        Assert.Equal($$"""{"ts":{{Start + 1_000_000}},"origin":"a.gz","line":1,"text":"{\"foo\":1}","conn":null,"kind":null,"url":null}""", row["row"]);
    }

    [Fact]
    public void ErrorNobodyTakes_StopsTheRun()
    {
        var failure = Assert.Throws<RowFailedException>(() => new NormalizeRun("binance_spot", stopOnError: true).Push("""{"foo":1}"""));

        Assert.Equal("SE9501", failure.Code);
    }

    [Fact]
    public void TooManyLevels_AreRefused()
    {
        var levels = string.Join(',', Enumerable.Repeat("[1,1]", 100_001));
        var frame = Spot(1, 2, bids: levels);
        var run = new NormalizeRun("binance_spot").Push(frame);

        Assert.Equal([$"SE9503: 'b' has more than 100000 levels (byte {frame.LastIndexOf("[1,1]", StringComparison.Ordinal) + 1})"], run.Errors);
    }

    [Fact]
    public void JsonNestedTooDeep_IsAnErrorRow()
    {
        var run = new NormalizeRun("binance_spot").Push(new string('[', 100_000) + new string(']', 100_000));

        Assert.Equal("used 0 filtered 0 error 1 pending 0", run.Fates);
    }

    [Fact]
    public void TwentyMegabyteSnapshot_IsRead()
    {
        var bids = string.Join(',', Enumerable.Range(1, 90_000).Select(i => $"[\"{i}.00000000\",\"{new string('0', 200)}1.0\"]"));
        var run = new NormalizeRun("binance_spot").Push(Spot(10, 12), Snapshot(11, bids: bids));

        Assert.Equal(90_000 + 4, run.DeltaRows.Count);
    }

    /// <summary>A caret in the frame marks the byte that the error names.</summary>
    private static string Placed(string error, string frame) =>
        error.Replace("^", frame.IndexOf('^', StringComparison.Ordinal).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
