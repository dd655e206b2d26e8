using StreamEngine.Arrow;
using StreamEngine.Bench.Fuzzing;
using StreamEngine.Data;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>
/// Damaged Arrow files, each read in one of three ways by its number: as a stream that can seek, as one that cannot, mapped into memory. A file is refused by an
/// <see cref="ArrowFormatException"/> with file and offset, or it is taken.
/// </summary>
internal sealed class FuzzedArrow(int seed) : Fuzzed
{
    private const int Ways = 3;
    private const int Share = 64;
    private const int Free = 1 << 20;

    private readonly ArrowMutants _mutants = new(seed);

    /// <summary>Good files the mutants are made of.</summary>
    public int Files => _mutants.Files;

    /// <inheritdoc/>
    public override int Milliseconds => 1000;

    /// <inheritdoc/>
    public override long Limit(int length) => (long)Share * length + Free;

    /// <inheritdoc/>
    public override byte[] Bytes(int number) => _mutants.Bytes(number);

    /// <inheritdoc/>
    public override bool IsGood(byte[] bytes, int number, string scratch)
    {
        var way = number % Ways;
        var name = way == Ways - 1 ? scratch : "mutant.arrow";
        try
        {
            if (name == scratch)
            {
                Mapped(bytes, number, scratch);
            }
            else
            {
                using var stream = way == 0 ? new MemoryStream(bytes) : new ForwardStream(bytes);
                using var reader = ArrowReader.Open(stream, name, new BufferPool(), new SymbolTables());
                while (reader.Read() is { } batch)
                {
                    batch.Dispose();
                }
            }

            return true;
        }
        catch (ArrowFormatException e) when (e.File == name && e.Offset >= 0 && e.Offset <= bytes.Length && e.Reason.Length > 0)
        {
            return false;
        }
    }

    private static void Mapped(byte[] bytes, int number, string path)
    {
        File.WriteAllBytes(path, bytes);
        using var file = ArrowFile.Open(path, new BufferPool(), new SymbolTables());
        var ts = file.HasStamps || file.Schema.Find("ts")?.Type.Kind == TypeKind.Timestamp;
        for (var i = ts ? file.BatchOfTime(1_700_000_000_000_000_000 + number % 300 * 1000L) : 0; i < file.BatchCount; i++)
        {
            file.ReadBatch(i)?.Dispose();
        }

        for (var i = 0; i < file.BatchCount; i++)
        {
            file.ReadBatch(i)?.Dispose();
        }

        file.BatchOfRow(number % 500);
    }

    private sealed class ForwardStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
