using System.Text;
using StreamEngine.Config;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources.Csv;

/// <summary>Records and fields by RFC 4180.</summary>
public sealed class CsvRecordTests : IDisposable
{
    private static readonly CsvFileSourceOptions Two = new() { Columns = CsvRun.Types(("ts", "timestamp"), ("note", "string?")) };

    private readonly CsvRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("ts,note\n1,a\n2,b\n", "1 a 1;2 b 2")]
    [InlineData("ts,note\r\n1,a\r\n2,b", "1 a 1;2 b 2")]
    [InlineData("\uFEFFts,note\n1,a\n", "1 a 1")]
    [InlineData("ts,note\n\n1,a\n\r\n\n2,b\n\n", "1 a 1;2 b 2")]
    [InlineData("note,ts\na,1\n", "1 a 1")]
    [InlineData("ts,note\n1,\"a,b\"\n2,\"say \"\"yes\"\"\"\n", "1 a,b 1;2 say \"yes\" 2")]
    [InlineData("ts,note\n1,\"two\nlines\"\n2,\"two\r\nlines\"\r\n", "1 two\nlines 1;2 two\r\nlines 2")]
    [InlineData("ts,note\n1,\n2,\"\"\n", "1 - 1;2  2")]
    [InlineData("ts,note\n \"1\",a\n2,b", "2 b 2")]
    [InlineData("ts,note\n1,\"\"\"\"", "1 \" 1")]
    [InlineData("ts,note\n1,\"a\"", "1 a 1")]
    [InlineData("ts,note\n1,", "1 - 1")]
    [InlineData("\"ts\",\"note\"\n\"1\",\"a\"\n", "1 a 1")]
    public void Fields_AreReadByRfc4180(string text, string expected)
    {
        foreach (var batch in new[] { 1, 2, 1024 })
        {
            Assert.Equal(expected, string.Join(';', _run.Read(text, Two, batch).Texts()));
        }
    }

    [Fact]
    public void RecordsThatAreNone_AreToldWithPlaceAndTheRestIsRead()
    {
        var run = _run.Read("ts,note\n1,a,b\n2\n3,a\"b\n4,\"a\"b\nx,y\n\n5,\"open\n6,c\n7,d", Two);

        Assert.Equal(["6 c 6", "7 d 7"], run.Texts());
        Assert.Equal(
        [
            "0 SE9303 a.csv:2:1: the record has 3 fields; the first one of the file has 2",
            "0 SE9303 a.csv:3:1: the record has 1 field; the first one of the file has 2",
            "0 SE9303 a.csv:4:4: a quote stands inside a field that does not start with one: put the whole field in quotes and double this one",
            "0 SE9303 a.csv:5:6: text stands behind the closing quote of a field: double the quotes inside it",
            "0 SE9303 a.csv:6:1: column 'ts' is 'x'; it must be whole ns since the epoch, or RFC 3339 text such as 2024-01-01T00:00:00.000000001Z: say another form with 'time'",
            "0 SE9303 a.csv:8:3: a quote is not closed",
        ], _run.Errors(run));
        Assert.Equal(["1,a,b", "2", "3,a\"b", "4,\"a\"b", "x,y", "5,\"open"], run.Originals);
    }

    [Fact]
    public void PlacesInsideQuotedLines_AreThoseOfTheLine()
    {
        var run = _run.Read("note,ts\n\"two\nlines\",x\n", Two);

        Assert.StartsWith("0 SE9303 a.csv:3:8: column 'ts' is 'x'", Assert.Single(_run.Errors(run)), StringComparison.Ordinal);
        Assert.Equal("\"two\nlines\",x", Assert.Single(run.Originals));
    }

    [Fact]
    public void RecordBeyondMaxLine_IsOneErrorAndCostsNoMemory()
    {
        var text = new StringBuilder("ts,note\n1,").Append('a', 3_000_000).Append("\n2,\"").Append('b', 2000).Append("\"\n3,\"").Append('c', 400_000).Append("\n4,d\n");
        var run = _run.Read(text.ToString(), Two with { MaxLine = ByteSize.Parse("1KiB") });

        Assert.Equal(["4 d 4"], run.Texts());
        Assert.Equal(
        [
            "0 SE9303 a.csv:2:1: the record is longer than max_line, 1024 bytes",
            "0 SE9303 a.csv:3:3: a quote is not closed",
            "0 SE9303 a.csv:4:3: a quote is not closed",
        ], _run.Errors(run));
        Assert.Equal([4096, 2004, 4096], run.Originals.Select(o => o.Length));
    }

    [Fact]
    public void BytesThatAreNoUtf8_AreKeptInBase64()
    {
        var path = _run.Write("a.csv", "");
        File.WriteAllBytes(path, [.. "ts,note\n1,"u8, 0xFF, (byte)'\n']);
        var run = CsvRun.ReadFile(path, Two);

        Assert.Equal("0 SE9303 a.csv:2:1: the record is not valid UTF-8", Assert.Single(_run.Errors(run)));
        Assert.Equal("base64:MSz/", Assert.Single(run.Originals));
    }

    [Fact]
    public void Utf16_IsRefused()
    {
        var path = _run.Write("a.csv", "");
        File.WriteAllBytes(path, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("ts,note\n1,a\n")]);

        Assert.Equal("error SE9301: file 'a.csv' is cut off or damaged behind line 0: the text is UTF-16; save it as UTF-8", _run.Failure(path, Two));
    }

    [Fact]
    public void DelimiterCommentAndDecimalSign_AreAsSaid()
    {
        var options = new CsvFileSourceOptions { Delimiter = ";", Comment = "#", Decimal = ",", Columns = CsvRun.Types(("ts", "timestamp"), ("price", "float64"), ("paid", "decimal?")) };
        var run = _run.Read("# made by hand\nts;price;paid\n#\n1;1,5;-0,25\n2;1.234,5;1\n3;2;\n# end", options);

        Assert.Equal(["1 1.5 -0.25 1", "3 2 - 3"], run.Texts());
        Assert.Equal(["1 SE9303 a.csv:5:3: column 'price' is '1.234,5'; it must be a number"], _run.Errors(run));
        Assert.Equal(["1 2 1"], _run.Read("ts\tn\n1\t2\n", new() { Delimiter = "tab", Columns = CsvRun.Types(("ts", "timestamp"), ("n", "int32")) }).Texts());
    }

    [Fact]
    public void ManySmallReads_GiveTheSameAsOne()
    {
        const string Text = "ts,note\r\n1,\"a\r\nb\"\r\n\r\n2,\"c\"\"d\"\r\n3,e\"f\r\n4,\"open\r\n5,g\r\n6,";
        var whole = Records(new MemoryStream(Encoding.UTF8.GetBytes(Text)));
        Assert.Equal(7, whole.Count);
        Assert.Equal(whole, Records(new Drip(Encoding.UTF8.GetBytes(Text))));
    }

    [Fact]
    public void SavedPositions_GoOnBehindTheLastBatch()
    {
        var first = _run.Write("1.csv", "ts,note\n" + string.Concat(Enumerable.Range(0, 90).Select(i => i % 7 == 3 ? $"x,{i}\n" : $"{i},\"a\n{i}\"\n")));
        var second = _run.Write("2.csv", "ts,note\n" + string.Concat(Enumerable.Range(0, 90).Select(i => $"{i + 50},b\n")));
        CsvFileSource Make() => new(Two with { Path = [new FilePath(first), new FilePath(second)] });

        var whole = new SourceDrive(Make(), 20).Read();
        Assert.Equal(167, whole.Port().Count);
        Assert.Equal(13, whole.Errors.Count);
        for (var batches = 1; batches < 9; batches++)
        {
            var head = new SourceDrive(Make(), 20).Read(batches);
            var tail = new SourceDrive(Make(), 20, state: head.Save()).Read();
            Assert.Equal(whole.Texts(), [.. head.Texts(), .. tail.Texts()]);
            Assert.Equal(whole.Errors, [.. head.Errors, .. tail.Errors]);
        }
    }

    private static List<string> Records(Stream stream)
    {
        using var reader = new CsvReader(stream, (byte)',', -1, 1 << 20);
        var found = new List<string>();
        do
        {
            while (reader.TryNext())
            {
                var fields = Enumerable.Range(0, reader.Count).Select(f => Encoding.UTF8.GetString(reader.Record.Slice(reader[f].Start, reader[f].Length)));
                found.Add($"{reader.Line} {reader.Fault} {reader.FaultAt} {string.Join('|', fields)}");
            }
        }
        while (reader.Fill(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        return found;
    }

    /// <summary>A stream that gives one byte a read.</summary>
    private sealed class Drip(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
