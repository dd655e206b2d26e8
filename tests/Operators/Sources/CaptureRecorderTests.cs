using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace StreamEngine.Tests.Operators.Sources;

/// <summary>The two forms of cryptofeed's recorders, by hand.</summary>
public class CaptureRecorderTests
{
    private const string Header = """{"t":"header","format":2,"exchange":"X","config":{"l2_book":["A-B"]}}""";
    private const string S = "1633998510";

    [Fact]
    public void Records_AreMergedByTimeWithAllTheyTell()
    {
        using var run = new CaptureRun().File("x.gz", CaptureRun.Gzip($$"""
            {{Header}}
            {"t":"http","conn":"X.http.0","ts":{{S}}.3,"url":"https://x/depth?symbol=AB","data":"{\"lastUpdateId\":5}"}
            {"t":"connect","conn":"X.ws.1","ts":{{S}}.1,"addr":"wss://x"}
            {"t":"send","conn":"X.ws.1","ts":{{S}}.15,"addr":"wss://x","data":"{\"op\":\"sub\"}"}
            {"t":"recv","conn":"X.ws.1","ts":{{S}}.2,"data":"{\"a\":\"\u00fc\\n\"}"}
            {"t":"recv","conn":"X.ws.1","ts":{{S}}.123456789,"data":"[2]"}
            {"t":"recv","conn":"X.ws.1","ts":{{S}}.3,"data":"[3]"}
            {"t":"recv","conn":"X.ws.1","ts":1633998511,"data":"[4]"}

            """));

        run.Read();

        Assert.Equal(
            [
                $"3 {S}100000000 {S}100000000 X.ws.1 connect wss://x ",
                $"4 {S}150000000 {S}150000000 X.ws.1 send wss://x {{\"op\":\"sub\"}}",
                $"5 {S}200000000 {S}200000000 X.ws.1 recv - {{\"a\":\"ü\\n\"}}",
                $"6 {S}123456789 {S}200000000 X.ws.1 recv - [2]", // the clock stepped back: the connection keeps its order
                $"2 {S}300000000 {S}300000000 X.http.0 http https://x/depth?symbol=AB {{\"lastUpdateId\":5}}",
                $"7 {S}300000000 {S}300000000 X.ws.1 recv - [3]", // one instant: the earlier line first
                "8 1633998511000000000 1633998511000000000 X.ws.1 recv - [4]",
            ],
            run.Records);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void OlderText_TellsWhatItIs()
    {
        using var run = new CaptureRun().File("x.txt", $$"""
            configuration: {"l2_book": ["A-B"]}
            wss://x/realtime <-> {{S}}.388005
            wss://x/realtime <- {{S}}.874177: {"op":"subscribe"}
            {{S}}.875267: {"info":"a: b"}
            https://x/depth?symbol=AB -> {{S}}.9: {"lastUpdateId":5}
            {{S}}.8: []
            """);

        run.Read();

        Assert.Equal(
            [
                $"2 {S}388005000 {S}388005000 - connect wss://x/realtime ",
                $"3 {S}874177000 {S}874177000 - send wss://x/realtime {{\"op\":\"subscribe\"}}",
                $"4 {S}875267000 {S}875267000 - recv - {{\"info\":\"a: b\"}}",
                $"5 {S}900000000 {S}900000000 - http https://x/depth?symbol=AB {{\"lastUpdateId\":5}}",
                $"6 {S}800000000 {S}900000000 - recv - []",
            ],
            run.Records);
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("x -> 1633998510.5: {}", "1: a frame starts with its receive time, a whole number")] // no address: not the older text, so a plain capture
    [InlineData("{\"t\":\"other\",\"conn\":\"a\",\"ts\":1}", "1: a frame starts with its receive time, a whole number")]
    [InlineData("{\"x\":\"recv\"}", "1: a frame starts with its receive time, a whole number")]
    public void OtherBeginnings_ArePlainCaptures(string first, string reason)
    {
        using var run = new CaptureRun().File("a", $"{first}\n1723161255030314667 {{}}\n");

        Assert.Single(run.Read().Rows);
        Assert.Equal([$"0 SE9310 a:1:{reason}"], run.Errors);
    }

    [Theory]
    [InlineData("wss://x <-> 1633998510", "2:1: a line is 'time: text', 'URL -> time: text', 'ADDRESS <- time: text', 'ADDRESS <-> time' or 'configuration: …'", "hello")]
    [InlineData("1633998510.5: {}", "2:13: the time is '163399851x'; it must be seconds since 1970 in digits, between 2015-01-01 and 2100-01-01, with at most 9 digits behind the point", "wss://x <-> 163399851x")]
    [InlineData("configuration: {}", "2:14: there is no time followed by a colon, a blank and the text", "https://x -> 1633998510")]
    [InlineData("configuration: {}", "2:1: the time is '1633998510.1234567890'; it must be seconds since 1970 in digits, between 2015-01-01 and 2100-01-01, with at most 9 digits behind the point", "1633998510.1234567890: {}")]
    [InlineData("configuration: {}", "2:1: the time is '1420070399.999'; it must be seconds since 1970 in digits, between 2015-01-01 and 2100-01-01, with at most 9 digits behind the point", "1420070399.999: {}")]
    public void LineOfTheOlderTextThatIsNone_IsAnErrorRowWithItsPlace(string first, string reason, string line)
    {
        using var run = new CaptureRun().File("a", $"{first}\n{line}\n1633998511: {{}}\n");

        run.Read();

        Assert.Equal([$"SE9310 a:{reason}"], run.Errors.Select(error => error[(error.IndexOf(' ') + 1)..]));
        Assert.Equal([line], run.Originals);
        Assert.EndsWith(" {}", run.Records[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"t":"recv","ts":1633998510,"data":"[]"}""", "1: member 'conn' is missing; it must be the name of the connection")]
    [InlineData("""{"t":"recv","conn":"","ts":1633998510,"data":"[]"}""", "20: member 'conn' is \"\"; it must be the name of the connection")]
    [InlineData("""{"conn":"a","ts":1633998510,"data":"[]"}""", "1: member 't' is missing; it must be header, http, connect, send or recv")]
    [InlineData("""{"t":"pong","conn":"a","ts":1633998510}""", "6: member 't' is \"pong\"; it must be header, http, connect, send or recv")]
    [InlineData("""{"t":"recv","conn":"a","ts":"1633998510","data":"[]"}""", "29: member 'ts' is \"1633998510\"; it must be seconds since 1970")]
    [InlineData("""{"t":"recv","conn":"a","ts":1.6e9,"data":"[]"}""", "29: the time is '1.6e9'; it must be seconds since 1970 in digits, between 2015-01-01 and 2100-01-01, with at most 9 digits behind the point")]
    [InlineData("""{"t":"recv","conn":"a","ts":1633998510}""", "1: member 'data' is missing; it must be a text")]
    [InlineData("""{"t":"recv","conn":"a","ts":1633998510,"data":{}}""", "47: member 'data' is {}; it must be a text")]
    [InlineData("""{"t":"recv","conn":"a","ts":1633998510,"data":"\ud800"}""", "47: member 'data' is not valid text")]
    [InlineData("""{"t":"http","conn":"a","ts":1633998510,"data":"[]"}""", "1: member 'url' is missing; it must be a text")]
    [InlineData("""{"t":"connect","conn":"a","ts":1633998510}""", "1: member 'addr' is missing; it must be a text")]
    [InlineData("""{"t":"recv","conn":"a","ts":1633998510,"b64":"?"}""", "46: member 'b64' is not base64")]
    [InlineData("""{"t":"recv","conn":"a","ts":1633998510,"b64":"H4sIAAAA"}""", "46: the binary frame is cut off or damaged")]
    [InlineData("""{"t":"recv","conn":"a","ts":1633998510,"b64":"/w=="}""", "46: the binary frame is not valid UTF-8")]
    [InlineData("""{"t":"recv","conn":"a" """, "24: the record is not valid JSON")]
    [InlineData("[]", "1: a record is a JSON object")]
    [InlineData("1633998510: {}", "11: the record is not valid JSON")]
    public void RecordThatIsNone_IsAnErrorRowWithItsPlace(string line, string reason)
    {
        using var run = new CaptureRun().File("a", $$"""
            {{Header}}
            {"t":"recv","conn":"b","ts":{{S}}.5,"data":"[1]"}
            {{line}}
            {"t":"recv","conn":"c","ts":{{S}}.4,"data":"[0]"}
            """);

        run.Read();

        Assert.Equal([$"4 {S}400000000 {S}400000000 c recv - [0]", $"2 {S}500000000 {S}500000000 b recv - [1]"], run.Records);
        Assert.Equal([$"SE9310 a:3:{reason}"], run.Errors.Select(error => error[(error.IndexOf(' ') + 1)..]));
        Assert.Equal([line], run.Originals);
    }

    [Fact]
    public void BinaryFrames_AreUnpackedByWhatTheyAre()
    {
        var text = """{"ch":"ü"}""";
        using var run = new CaptureRun().File("a", $$"""
            {"t":"recv","conn":"a","ts":{{S}}.1,"b64":"{{Convert.ToBase64String(CaptureRun.Gzip(text))}}"}
            {"t":"recv","conn":"a","ts":{{S}}.2,"b64":"{{Convert.ToBase64String(Zlib(text))}}"}
            {"t":"recv","conn":"a","ts":{{S}}.3,"b64":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"}
            """);

        Assert.Equal(3, run.Read().Rows.Count);
        Assert.All(run.Records, row => Assert.EndsWith($" a recv - {text}", row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    [InlineData(50_000_000, false)]
    public void FrameThatUnpacksToMoreThanTheLimit_IsAnErrorRow(int length, bool isIn)
    {
        var bomb = Convert.ToBase64String(CaptureRun.Gzip(new string('1', length)));
        using var run = new CaptureRun { MaxFrame = 1024 }.File("a", $$"""
            {{Header}}
            {"t":"recv","conn":"a","ts":{{S}},"b64":"{{bomb[..Math.Min(bomb.Length, 200_000)]}}"}
            """);

        run.Read();

        Assert.Equal(isIn ? 1 : 0, run.Records.Count);
        var reason = bomb.Length > 6000 ? "1: the line is longer than 6144 bytes, what a frame of max_frame (1024 bytes) can take" : "46: the frame unpacks to more than max_frame, 1024 bytes";
        Assert.Equal(isIn ? [] : [$"SE9310 a:2:{reason}"], run.Errors.Select(error => error[(error.IndexOf(' ') + 1)..]));
    }

    [Fact]
    public void TextLongerThanTheLimit_IsAnErrorRow()
    {
        using var run = new CaptureRun { MaxFrame = 1024 }.File("a", $$"""
            {"t":"recv","conn":"a","ts":{{S}},"data":"{{new string('1', 1024)}}"}
            {"t":"recv","conn":"a","ts":{{S}},"data":"{{new string('1', 1025)}}"}
            """).File("b", $"{S}.1: {new string('1', 1024)}\n{S}.1: {new string('1', 1025)}\n");

        Assert.Equal(2, run.Read().Rows.Count);
        Assert.Equal([$"{S}000000000 SE9310 a:2:47: the frame is longer than max_frame, 1024 bytes", $"{S}100000000 SE9310 b:2:15: the frame is longer than max_frame, 1024 bytes"], run.Errors);
    }

    [Fact]
    public void MoreConnectionsThanAreMerged_FailTheRun()
    {
        string Lines(int connections, Func<int, int> second) => string.Concat(Enumerable.Range(0, connections)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"t\":\"recv\",\"conn\":\"c{i}\",\"ts\":{1_633_998_510 + second(i)},\"data\":\"[]\"}}\n")));
        using var merged = new CaptureRun().File("a", Lines(64, i => -i));
        using var sorted = new CaptureRun().File("a", Lines(10_000, i => i));
        using var tooMany = new CaptureRun().File("a", Lines(65, i => -i));
        using var farTooMany = new CaptureRun().File("a", Lines(10_001, i => i));

        Assert.Equal(Enumerable.Range(1, 64).Reverse().Select(line => $"a:{line}"), merged.Read().Rows.Select(row => row.Split(' ')[0]));
        Assert.Equal(10_000, sorted.Read().Rows.Count);
        Assert.Equal(
            $"error SE9311: capture '{tooMany.PathOf(0)}' has records of 65 connections that are not in order of time; at most 64 are merged; sort its lines by 'ts', or cut it into files of fewer connections",
            Assert.ThrowsAny<IOException>(() => tooMany.Read()).Message);
        Assert.Equal(
            $"error SE9311: capture '{farTooMany.PathOf(0)}' has records of more than 10000 connections; sort its lines by 'ts', or cut it into files of fewer connections",
            Assert.ThrowsAny<IOException>(() => farTooMany.Read()).Message);
    }

    [Fact]
    public void Merge_IsAStableSortByTheNewestTimeOfTheConnection()
    {
        var random = new Random(42);
        for (var round = 0; round < 100; round++)
        {
            var newest = new Dictionary<string, long>();
            var (lines, expected) = (new StringBuilder(), new List<(long Key, int Line)>());
            for (var line = 1; line <= 40; line++)
            {
                var (connection, second) = ($"c{random.Next(5)}", 1_633_998_510L + random.Next(30));
                newest[connection] = Math.Max(newest.GetValueOrDefault(connection), second);
                expected.Add((newest[connection], line));
                lines.Append(CultureInfo.InvariantCulture, $"{{\"t\":\"recv\",\"conn\":\"{connection}\",\"ts\":{second},\"data\":\"[]\"}}\n");
            }

            using var run = new CaptureRun().File("a", round % 2 == 0 ? Encoding.UTF8.GetBytes(lines.ToString()) : CaptureRun.Gzip(lines.ToString()));

            Assert.Equal(expected.Order().Select(e => $"a:{e.Line}"), run.Read().Rows.Select(row => row.Split(' ')[0]));
        }
    }

    [Fact]
    public void Position_GoesOnBehindTheLastBatch()
    {
        using var run = new CaptureRun()
            .File("a", $$"""
                {"t":"recv","conn":"a","ts":{{S}}.2,"data":"[2]"}
                bad
                {"t":"recv","conn":"a","ts":{{S}}.4,"data":"[4]"}
                {"t":"recv","conn":"b","ts":{{S}}.2,"data":"[1]"}
                {"t":"recv","conn":"b","ts":{{S}}.3,"data":"[3]"}
                {{Header}}
                """)
            .File("b", $"1633998512000 {{}}\n").File("c", $"{S}.9: []\n1633998513: []\n");
        var whole = run.Read().Rows;
        Assert.Equal(7, whole.Count);
        for (var batchMax = 1; batchMax <= 5; batchMax++)
        {
            for (var batches = 1; batches <= 8; batches++)
            {
                var (first, position) = run.Read(batchMax, batches: batches);
                Assert.Equal(whole, [.. first, .. run.Read(from: position).Rows]);
            }
        }
    }

    [Fact]
    public void CutOffGzip_FailsBeforeTheFirstRow()
    {
        var whole = CaptureRun.Gzip(Header + "\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"t\":\"recv\",\"conn\":\"c{i % 3}\",\"ts\":1633998{510 + i},\"data\":\"[{i * i}]\"}}\n")));
        for (var length = 400; length < whole.Length; length += 31)
        {
            using var run = new CaptureRun().File("a.gz", whole[..length]);

            Assert.StartsWith($"capture '{run.PathOf(0)}' is cut off or damaged behind line ", Assert.ThrowsAny<IOException>(() => run.Read()).Message, StringComparison.Ordinal);
            Assert.Empty(run.Records);
        }
    }

    private static byte[] Zlib(string text)
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal))
        {
            zlib.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
