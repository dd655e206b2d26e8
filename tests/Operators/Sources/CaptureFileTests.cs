using System.Text;

namespace StreamEngine.Tests.Operators.Sources;

public class CaptureFileTests
{
    private const string T1 = "1723161255030314667";
    private const string T2 = "1723161255088169167";
    private const string T3 = "1723161255055000000";

    [Fact]
    public void Lines_BecomeFramesInOrder()
    {
        using var run = new CaptureRun().File("a.txt", $"{T1} {{\"a\":1}}\n{T2} [1]\n{T3} {{\"a\":\"ü\"}}\n");

        Assert.Equal([$"a.txt:1 {T1} {T1} {{\"a\":1}}", $"a.txt:2 {T2} {T2} [1]", $"a.txt:3 {T3} {T2} {{\"a\":\"ü\"}}"], run.Read().Rows);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void EmptyLinesCrLfAndMissingLastLineEnd_AreRead()
    {
        using var run = new CaptureRun().File("a.txt", $"\ufeff{T1} {{}}\r\n\r\n\n{T2} {{}}");

        Assert.Equal([$"a.txt:1 {T1} {T1} {{}}", $"a.txt:4 {T2} {T2} {{}}"], run.Read().Rows);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public void GzipOfSeveralMembers_IsToldByItsContent()
    {
        using var run = new CaptureRun().File("a.txt", [.. CaptureRun.Gzip($"{T1} {{}}\n{T2}"), .. CaptureRun.Gzip(" {}\n")]).File("b.gz", $"{T3} {{}}\n");

        Assert.Equal([$"a.txt:1 {T1} {T1} {{}}", $"a.txt:2 {T2} {T2} {{}}", $"b.gz:1 {T3} {T2} {{}}"], run.Read().Rows);
    }

    [Theory]
    [InlineData("1723161255030", "1723161255030000000")]
    [InlineData("1723161255030314", "1723161255030314000")]
    [InlineData("1723161255030314667", "1723161255030314667")]
    public void Unit_IsToldByTheDigitsOfTheFirstLine(string time, string ns)
    {
        using var run = new CaptureRun().File("a.txt", $"{time} {{}}\n");

        Assert.Equal([$"a.txt:1 {ns} {ns} {{}}"], run.Read().Rows);
    }

    [Fact]
    public void OtherUnitLaterInTheFile_IsAnErrorRow_AndEachFileHasItsOwn()
    {
        using var run = new CaptureRun().File("a.txt", $"1723161255030 {{}}\n{T1} {{}}\n").File("b.txt", $"{T2} {{}}\n");

        Assert.Equal(["a.txt:1 1723161255030000000 1723161255030000000 {}", $"b.txt:1 {T2} {T2} {{}}"], run.Read().Rows);
        Assert.Equal([$"1723161255030000000 SE9310 a.txt:2:1: receive time {T1} is not between 2015-01-01 and 2100-01-01 in ms, the unit of the first line"], run.Errors);
    }

    [Theory]
    [InlineData("1420070399999", false)]
    [InlineData("1420070400000", true)]
    [InlineData("4102444799999", true)]
    [InlineData("4102444800000", false)]
    public void Time_HasAHardRange(string time, bool isIn)
    {
        using var run = new CaptureRun { ReceiveTime = "ms" }.File("a.txt", $"{time} {{}}\n");

        Assert.Equal(isIn ? 1 : 0, run.Read().Rows.Count);
        Assert.Equal(isIn ? [] : [$"0 SE9310 a.txt:1:1: receive time {time} is not between 2015-01-01 and 2100-01-01 in ms"], run.Errors);
    }

    [Theory]
    [InlineData("{}", "1: a frame starts with its receive time, a whole number")]
    [InlineData(" 1723161255030314667 {}", "1: a frame starts with its receive time, a whole number")]
    [InlineData("-1723161255030314667 {}", "1: a frame starts with its receive time, a whole number")]
    [InlineData("1723161255 {}", "1: the receive time has 10 digits; it must have 13 (ms), 16 (us) or 19 (ns)")]
    [InlineData("9223372036854775807 {}", "1: receive time 9223372036854775807 is not between 2015-01-01 and 2100-01-01 in ns, the unit of the first line")]
    [InlineData("1723161255.030 {}", "11: the receive time must be a whole number followed by one blank")]
    [InlineData("1723161255030314667\t{}", "20: the receive time must be a whole number followed by one blank")]
    [InlineData("1723161255030314667", "21: there is no JSON object or array behind the receive time and one blank")]
    [InlineData("1723161255030314667  {}", "21: there is no JSON object or array behind the receive time and one blank")]
    [InlineData("1723161255030314667 hello", "21: there is no JSON object or array behind the receive time and one blank")]
    public void LineThatIsNoFrame_IsAnErrorRowWithItsPlace(string line, string reason)
    {
        using var run = new CaptureRun().File("a.txt", $"{line}\n{T2} {{}}\n");

        Assert.Equal([$"a.txt:2 {T2} {T2} {{}}"], run.Read().Rows);
        Assert.Equal([$"0 SE9310 a.txt:1:{reason}"], run.Errors);
        Assert.Equal([line], run.Originals);
    }

    [Fact]
    public void TextThatIsNotUtf8_IsAnErrorRow()
    {
        using var run = new CaptureRun().File("a.txt", [.. Encoding.ASCII.GetBytes(T1 + " {\""), 0xC3, 0x28, .. Encoding.ASCII.GetBytes("\":1}\n")]);

        Assert.Empty(run.Read().Rows);
        Assert.Equal(["0 SE9310 a.txt:1:21: the text is not valid UTF-8"], run.Errors);
    }

    [Theory]
    [InlineData(1000, 1000, true)]
    [InlineData(1001, 1000, false)]
    [InlineData(1018, 1000, false)]
    [InlineData(1019, 1000, false)]
    [InlineData(5000, 1000, false)]
    [InlineData(3_000_000, 1000, false)]
    [InlineData(3_000_000, 3_000_000, true)]
    [InlineData(3_000_001, 3_000_000, false)]
    public void FrameLongerThanTheLimit_IsAnErrorRow(int length, int limit, bool isIn)
    {
        var text = $"[{new string('1', length - 2)}]";
        foreach (var end in new[] { "\n", "\r\n", "" })
        {
            using var run = new CaptureRun { MaxFrame = limit }.File("a.txt", $"{T1} {{}}\n{T2} {text}{end}").File("b.txt", $"{T3} {{}}");

            var rows = run.Read().Rows;
            Assert.Equal(isIn ? [$"a.txt:1 {T1} {T1} {{}}", $"a.txt:2 {T2} {T2} {text}", $"b.txt:1 {T3} {T2} {{}}"] : [$"a.txt:1 {T1} {T1} {{}}", $"b.txt:1 {T3} {T3} {{}}"], rows);
            Assert.Equal(isIn ? [] : [$"{T1} SE9310 a.txt:2:21: the frame is longer than max_frame, {limit} bytes"], run.Errors);
            Assert.All(run.Originals, original => Assert.Equal($"{T2} {text}"[..Math.Min(4096, length + 20)], original));
        }
    }

    [Fact]
    public void MissingFile_SaysWhereItWasLookedFor()
    {
        using var run = new CaptureRun().Named("no/such.gz");

        var failure = Assert.ThrowsAny<IOException>(() => run.Read());

        Assert.Equal($"capture 'no/such.gz' does not exist; check the path: it is taken from the working directory, '{Directory.GetCurrentDirectory()}'", failure.Message);
    }

    [Fact]
    public void MissingSecondFile_FailsBeforeTheFirstRow()
    {
        using var run = new CaptureRun().File("a.txt", $"{T1} {{}}\n").Named("no/such.gz");

        Assert.ThrowsAny<IOException>(() => run.Read(batchMax: 1));
        Assert.Empty(run.BatchRows);
    }

    [Fact]
    public void Directory_IsNoCapture()
    {
        using var run = new CaptureRun().Named(Path.GetTempPath());

        Assert.Equal($"capture '{Path.GetTempPath()}' cannot be read: it is a directory; name the files in it", Assert.ThrowsAny<IOException>(() => run.Read()).Message);
    }

    [Fact]
    public void GzipCutOffAnywhere_FailsWithFileAndLine()
    {
        var lines = string.Concat(Enumerable.Range(0, 200).Select(i => $"{1723161255030314667 + i * 7919} {{\"n\":{i * i}}}\n"));
        var whole = CaptureRun.Gzip(lines);
        for (var length = 2; length < whole.Length; length += 7)
        {
            using var run = new CaptureRun().File("a.gz", whole[..length]);

            var failure = Record.Exception(() => run.Read());

            Assert.True(failure is IOException, $"{length} of {whole.Length}");
            Assert.StartsWith($"capture '{run.PathOf(0)}' is cut off or damaged behind line ", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void DamagedGzip_Fails()
    {
        var bytes = CaptureRun.Gzip(string.Concat(Enumerable.Repeat($"{T1} {{}}\n", 1000)));
        bytes[^6] ^= 1; // the checksum
        using var run = new CaptureRun().File("a.gz", bytes);

        Assert.StartsWith("capture '", Assert.ThrowsAny<IOException>(() => run.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_HoldWhatIsThereUpToTheLimit()
    {
        using var run = new CaptureRun().File("a.txt", string.Concat(Enumerable.Repeat($"{T1} {{}}\n", 5))).File("b.txt", string.Concat(Enumerable.Repeat($"{T1} {{}}\n", 2)));

        Assert.Equal(7, run.Read(batchMax: 3).Rows.Count);
        Assert.Equal([3, 3, 1], run.BatchRows);
    }

    [Fact]
    public void ManyBadLines_DoNotPileUp()
    {
        using var run = new CaptureRun().File("a.txt", string.Concat(Enumerable.Repeat("x\n", 10)));

        Assert.Empty(run.Read(batchMax: 4).Rows);
        Assert.Equal([0, 0, 0], run.BatchRows); // the frontier still comes, and the error rows with it
        Assert.Equal(10, run.Errors.Count);
    }

    [Fact]
    public void Position_GoesOnBehindTheLastBatch()
    {
        using var run = new CaptureRun().File("a.gz", CaptureRun.Gzip($"{T2} {{}}\n\nbad\n{T1} {{\"a\":1}}\n")).File("b.txt", $"1723161255030 {{}}\n1723161255031 {{}}\n").File("c.txt", "");
        var whole = run.Read().Rows;
        for (var batchMax = 1; batchMax <= 5; batchMax++)
        {
            for (var batches = 1; batches <= 6; batches++)
            {
                var (first, position) = run.Read(batchMax, batches: batches);
                Assert.Equal(whole, [.. first, .. run.Read(from: position).Rows]);
            }
        }
    }
}
