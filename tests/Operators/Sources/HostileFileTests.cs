using System.Text;
using StreamEngine.Config;
using StreamEngine.Sources;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;
using StreamEngine.Tests.Kit;

namespace StreamEngine.Tests.Operators.Sources;

/// <summary>Random damage: every file ends in rows, error rows and at most one typed failure, and the same however it is cut.</summary>
public sealed class HostileFileTests : IDisposable
{
    private const int Seed = 20_261_121;
    private const int Files = 500;

    private static readonly string[] CsvPieces = ["1609459200000", "1.5", "-1", "\"a\"", "\"a\nb\"", "\"", "\"\"", ",", ",", ",", "\n", "\r\n", "\r", "#", " ", "x", "é", "\0", "true", "1e999", "[1,2]", "12345678901234567890", ""];
    private static readonly string[] JsonPieces = ["{", "}", "[", "]", ":", ",", "\"t\"", "\"p\"", "1609459200000", "1.5", "null", "true", "\"x\"", "\"\\ud800\"", "\n", " ", "{\"t\":1609459200000,\"p\":1}", "{\"t\":1609459200000,\"p\":1}\n", "{\"a\":[{\"t\":1609459200000,\"p\":1}]}\n", "\0", "9"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CsvFiles_EndInRowsAndErrors()
    {
        var options = new CsvFileSourceOptions
        {
            Comment = "#", Header = "false", MaxLine = ByteSize.Parse("1KiB"), Message = ["3"], Schema = "book_delta/1", Venue = "v", Symbol = "s",
            Columns = new Dictionary<string, ColumnOptions> { ["ts"] = new() { From = "1", Time = "ms" }, ["price"] = new() { From = "2" }, ["qty"] = new() { Value = "1" }, ["snapshot"] = new() { From = "3", Default = "false", Values = new Dictionary<string, string> { ["*"] = "true" } } },
        };
        Check(CsvPieces, "1609459200000,1.5,x\n", path => new CsvFileSource(options with { Path = [path] }));
    }

    [Fact]
    public void JsonFiles_EndInRowsAndErrors()
    {
        var columns = new Dictionary<string, ColumnOptions> { ["ts"] = new() { From = "t", Type = "timestamp", Time = "ms" }, ["p"] = new() { From = "p", Type = "float64?" } };
        var item = new Dictionary<string, ColumnOptions> { ["ts"] = new() { From = "item.t", Type = "timestamp", Time = "ms" }, ["p"] = new() { From = "item.p", Type = "float64?" } };
        Check(JsonPieces, "", path => new JsonlFileSource(new() { Path = [path], Columns = columns, MaxLine = ByteSize.Parse("1KiB") }));
        Check(JsonPieces, "", path => new JsonlFileSource(new() { Path = [path], Columns = item, Explode = ["a"], MaxLine = ByteSize.Parse("1KiB") }));
        Check(JsonPieces, "[{\"t\":1609459200000},", path => new JsonlFileSource(new() { Path = [path], Columns = columns, Array = ".", MaxLine = ByteSize.Parse("1KiB") }));
    }

    [Fact]
    public void Guesses_NeverFail()
    {
        var random = new Random(Seed);
        for (var i = 0; i < Files; i++)
        {
            var text = Encoding.UTF8.GetString(Make(random, CsvPieces, i % 2 == 0 ? "ts,price,note\n" : ""));
            Assert.NotEmpty(CsvGuesser.Guess(text.Split('\n'), "BTCUSDT-trades-x.csv").Reason);
        }
    }

    private static byte[] Make(Random random, string[] pieces, string head)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(head));
        for (var n = random.Next(1, 60); n > 0; n--)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            if (random.Next(40) == 0)
            {
                bytes.Add((byte)random.Next(256));
            }
        }

        return [.. bytes];
    }

    private void Check(string[] pieces, string head, Func<FilePath, StreamEngine.Runtime.Source> make)
    {
        var random = new Random(Seed);
        var path = new FilePath(Path.Combine(_folder.Path, "a"));
        var (rows, errors, failed) = (0, 0, 0);
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllBytes(path.Path, Make(random, pieces, head));
            var whole = Run(make(path), 1024);
            var small = Run(make(path), 1);
            Assert.True(whole.Failure == small.Failure && whole.Rows.SequenceEqual(small.Rows) && whole.Errors.SequenceEqual(small.Errors), $"file {i} of seed {Seed} depends on the batch: {File.ReadAllText(path.Path)}");
            (rows, errors, failed) = (rows + whole.Rows.Count, errors + whole.Errors.Count, failed + (whole.Failure is null ? 0 : 1));
        }

        Assert.True(rows > 10 && rows + errors + failed > Files, $"{rows} rows, {errors} errors, {failed} failures: the files test little");
    }

    private static (List<string> Rows, List<string> Errors, string? Failure) Run(StreamEngine.Runtime.Source source, int batchMax)
    {
        var drive = new SourceDrive(source, batchMax);
        try
        {
            return (drive.Read().Texts(), drive.Errors, null);
        }
        catch (IOException refused)
        {
            Assert.StartsWith("error SE93", refused.Message, StringComparison.Ordinal);
            return ([], drive.Errors, refused.Message);
        }
    }
}
