using BenchmarkDotNet.Attributes;
using StreamEngine.Arrow;
using StreamEngine.Bench.ArrowFiles;
using StreamEngine.Data;

namespace StreamEngine.Micro;

/// <summary>A record batch of 65,536 trades written to and read from an Arrow stream in memory.</summary>
public class ArrowReadWrite
{
    private const int Rows = TradeBatches.BatchRows;

    private readonly BufferPool _pool = new();
    private readonly MemoryStream _file = new(16 << 20);
    private Batch _batch = null!;

    /// <summary>Makes the rows and checks that what is read is what was written.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _batch = TradeBatches.Make(Rows, _pool, new SymbolTables())[0];
        Write();
        var (written, read) = (new TradeSums(), new TradeSums());
        written.Add(_batch);
        _file.Position = 0;
        using var reader = ArrowReader.Open(_file, "trades", _pool, new SymbolTables());
        while (reader.Read() is { } batch)
        {
            using (batch)
            {
                read.Add(batch);
            }
        }

        Verified.Equal("trades read", read.ToString(), written.ToString());
    }

    /// <summary>Writes the rows.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public long Write()
    {
        _file.SetLength(0);
        using var writer = new ArrowWriter(_file, Schemas.Trade, ArrowFraming.Stream, Rows);
        writer.Write(_batch);
        writer.Complete();
        return writer.Rows;
    }

    /// <summary>Reads them back; the dictionary of symbols is new each time.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public long Read()
    {
        _file.Position = 0;
        using var reader = ArrowReader.Open(_file, "trades", _pool, new SymbolTables());
        var rows = 0L;
        while (reader.Read() is { } batch)
        {
            rows += batch.Count;
            batch.Dispose();
        }

        return rows;
    }
}
