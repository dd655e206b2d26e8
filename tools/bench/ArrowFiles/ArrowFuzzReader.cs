using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Bench.ArrowFiles;

/// <summary>Reads a damaged file in one of three ways by its number: as a stream that can seek, as one that cannot, mapped into memory.</summary>
/// <param name="path">Where to put a file to map.</param>
internal sealed class ArrowFuzzReader(string path)
{
    private const int Ways = 3;

    /// <summary>Whether the file is good; anything but <see cref="ArrowFormatException"/> with file and offset ends the process.</summary>
    public bool TryRead(byte[] bytes, int number)
    {
        var way = number % Ways;
        var name = way == Ways - 1 ? path : "mutant.arrow";
        try
        {
            if (name == path)
            {
                Mapped(bytes, number);
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

    private void Mapped(byte[] bytes, int number)
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
