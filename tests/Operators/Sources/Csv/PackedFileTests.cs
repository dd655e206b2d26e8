using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Packing;

namespace StreamEngine.Tests.Operators.Sources.Csv;

/// <summary>gzip, zip and checksums.</summary>
public sealed class PackedFileTests : IDisposable
{
    private static readonly CsvFileSourceOptions Ts = new() { Columns = CsvRun.Types(("ts", "timestamp")) };

    private readonly CsvRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void GzipOfSeveralMembers_IsToldByItsContent()
    {
        var path = At("a.csv");
        using (var file = File.Create(path))
        {
            foreach (var part in new[] { "ts\n1\n", "2\n" })
            {
                using var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
                gzip.Write(Encoding.UTF8.GetBytes(part));
            }
        }

        Assert.Equal(["1 1", "2 2"], CsvRun.ReadFile(path, Ts).Texts());
    }

    [Fact]
    public void GzipCutOff_FailsBehindWhatCouldBeRead()
    {
        using (var gzip = new GZipStream(File.Create(At("a.gz")), CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes("ts\n" + string.Concat(Enumerable.Range(1, 50_000).Select(i => $"{i}\n"))));
        }

        File.WriteAllBytes(At("a.gz"), File.ReadAllBytes(At("a.gz"))[..^100]);
        Assert.StartsWith("error SE9301: file 'a.gz' is cut off or damaged behind line ", _run.Failure(At("a.gz"), Ts), StringComparison.Ordinal);
    }

    [Fact]
    public void Zip_IsReadByItsOnlyMemberOrTheNamedOne()
    {
        Zip("one.zip", ("folder/", ""), ("__MACOSX/._a.csv", "x"), ("folder/a.csv", "ts\n1\n"));
        Zip("two.zip", ("a.csv", "ts\n1\n"), ("b.csv", "ts\n2\n"));
        Zip("none.zip");

        Assert.Equal(["1 1"], CsvRun.ReadFile(At("one.zip"), Ts).Texts());
        Assert.Equal(["2 2"], CsvRun.ReadFile(At("two.zip"), Ts with { Member = "b.csv" }).Texts());
        Assert.Equal("error SE9305: file 'two.zip' is a zip file of several members; name one with 'member': a.csv, b.csv", _run.Failure(At("two.zip"), Ts));
        Assert.Equal("error SE9305: file 'two.zip' is a zip file without member 'c.csv'; it has a.csv, b.csv", _run.Failure(At("two.zip"), Ts with { Member = "c.csv" }));
        Assert.Equal("error SE9305: file 'none.zip' is a zip file without members", _run.Failure(At("none.zip"), Ts));
    }

    [Fact]
    public void ZipThatIsDamaged_IsRefused()
    {
        Zip("a.zip", ("a.csv", "ts\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"{i}\n"))));
        var bytes = File.ReadAllBytes(At("a.zip"));
        File.WriteAllBytes(At("cut.zip"), bytes[..^30]);
        Assert.StartsWith("error SE9305: file 'cut.zip' is a damaged zip file: ", _run.Failure(At("cut.zip"), Ts), StringComparison.Ordinal);

        using (var stored = new ZipArchive(File.Create(At("stored.zip")), ZipArchiveMode.Create))
        {
            using var entry = stored.CreateEntry("a.csv", CompressionLevel.NoCompression).Open();
            entry.Write("ts\n1\n2\n"u8);
        }

        bytes = File.ReadAllBytes(At("stored.zip"));
        bytes[bytes.AsSpan().IndexOf("ts\n1"u8) + 3] = (byte)'7';
        File.WriteAllBytes(At("stored.zip"), bytes);
        Assert.Equal("error SE9305: file 'stored.zip' has a damaged member 'a.csv': its length or CRC-32 is not what the zip file says", _run.Failure(At("stored.zip"), Ts));
    }

    [Theory]
    [InlineData("bomb.gz")]
    [InlineData("bomb.zip")]
    public void Bombs_AreRefusedAfterTheFirstMegabytes(string name)
    {
        var zeros = new byte[1 << 20];
        using (var file = File.Create(At(name)))
        {
            if (name.EndsWith(".gz", StringComparison.Ordinal))
            {
                using var gzip = new GZipStream(file, CompressionLevel.Optimal);
                Fill(gzip);
            }
            else
            {
                using var zip = new ZipArchive(file, ZipArchiveMode.Create);
                using var entry = zip.CreateEntry("a.csv").Open();
                Fill(entry);
            }
        }

        Assert.Equal($"error SE9305: file '{name}' unpacks to more than 250 times its size, which market data does not: unpack it first if it is what you want", _run.Failure(At(name), Ts));

        void Fill(Stream to)
        {
            for (var i = 0; i < 64; i++)
            {
                to.Write(zeros);
            }
        }
    }

    [Theory]
    [InlineData("28B52FFD00000000", "zstd")]
    [InlineData("FD377A585A000000", "xz")]
    [InlineData("425A683900000000", "bzip2")]
    public void OtherPackings_AreRefusedByName(string bytes, string name)
    {
        File.WriteAllBytes(At("a.x"), Convert.FromHexString(bytes));
        Assert.Equal($"error SE9305: file 'a.x' is packed with {name}, which is not read: unpack it first", _run.Failure(At("a.x"), Ts));
    }

    [Fact]
    public void Checksum_IsHeldBeforeTheFirstRow()
    {
        var path = _run.Write("a.csv", "ts\n1\n");
        var sum = Convert.ToHexStringLower(SHA256.HashData("ts\n1\n"u8));
        const string Other = "0000000000000000000000000000000000000000000000000000000000000000";

        Assert.Equal("error SE9304: file 'a.csv' has no checksum: 'a.csv.CHECKSUM' does not exist, and 'checksum' is required", _run.Failure(path, Ts with { Checksum = "required" }));
        _run.Write("a.csv.CHECKSUM", $"{sum}  a.csv\n");
        Assert.Equal(["1 1"], CsvRun.ReadFile(path, Ts with { Checksum = "required" }).Texts());
        _run.Write("a.csv.CHECKSUM", $"{Other}  a.csv\n");
        Assert.Equal($"error SE9304: file 'a.csv' has the SHA-256 {sum}, and 'a.csv.CHECKSUM' says {Other}: fetch both again", _run.Failure(path, Ts));
        Assert.Equal(["1 1"], CsvRun.ReadFile(path, Ts with { Checksum = "off" }).Texts());
        _run.Write("a.csv.CHECKSUM", $"{sum}  b.csv\n");
        Assert.Equal("error SE9304: file 'a.csv' has a checksum that cannot be read: 'a.csv.CHECKSUM' must be 64 hex digits, two blanks and 'a.csv'", _run.Failure(path, Ts));
    }

    [Fact]
    public void Crc32_IsThatOfZip() =>
        Assert.Equal(0xCBF43926u, Crc32.End(Crc32.Add(Crc32.Add(Crc32.Start, "1"u8), "23456789"u8))); // the check value of CRC-32/ISO-HDLC

    private string At(string name) => Path.Combine(_run.Folder, name);

    private void Zip(string name, params (string Name, string Text)[] members)
    {
        using var zip = new ZipArchive(File.Create(At(name)), ZipArchiveMode.Create);
        foreach (var (member, text) in members)
        {
            using var entry = zip.CreateEntry(member).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
