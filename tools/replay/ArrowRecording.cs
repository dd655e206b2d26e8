using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>An Arrow IPC file or stream.</summary>
internal sealed class ArrowRecording : Recording, IBatchRecording
{
    private static readonly string[] KindColumns = ["action", "state", "kind", "side"];

    private readonly FileStream _stream;
    private readonly ArrowReader _reader;

    public ArrowRecording(string file)
        : base(file)
    {
        _stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        try
        {
            _reader = ArrowReader.Open(_stream, file, new BufferPool(), new SymbolTables());
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Damage => [];

    /// <inheritdoc/>
    public Schema Schema => _reader.Schema;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Batch> Read()
    {
        await Task.CompletedTask;
        while (_reader.Read() is { } batch)
        {
            yield return batch;
        }
    }

    /// <inheritdoc/>
    public override async Task<Inspection> Inspect()
    {
        var times = new TimeLine();
        var kinds = new Dictionary<string, long>(StringComparer.Ordinal);
        var symbols = new Dictionary<string, long>(StringComparer.Ordinal);
        var ts = Schema.Find("ts")?.Type.Kind == TypeKind.Timestamp ? Schema.IndexOf("ts") : -1;
        var kind = Schema.IndexOf(KindColumns.FirstOrDefault(c => Schema.Find(c)?.Type.Kind == TypeKind.Enum) ?? "");
        var symbol = Schema.Find("symbol")?.Type.Kind == TypeKind.Symbol ? Schema.IndexOf("symbol") : -1;
        await foreach (var batch in Read())
        {
            using (batch)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    var row = batch.Row(i);
                    if (ts >= 0 && batch.Column(ts).Value(row) is long time)
                    {
                        times.Add(time);
                    }

                    Count(kinds, kind < 0 ? null : batch.Column(kind).Value(row));
                    Count(symbols, symbol < 0 ? null : batch.Column(symbol).Value(row));
                }
            }
        }

        return new Inspection(File, _reader.HasStamps ? "Arrow IPC with stream times" : "Arrow IPC")
        {
            Schema = Schema.Name,
            Columns = InspectedColumn.Of(Schema),
            Rows = _reader.RowsRead,
            First = times.First,
            Last = times.Last,
            ByKind = kinds,
            BySymbol = symbols,
            BackSteps = times.BackSteps,
            LargestBackStepNs = times.LargestBackStep,
            LongestSilenceNs = times.LongestSilence,
            Findings = [.. times.Findings()],
        };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private static void Count(Dictionary<string, long> counts, object? value)
    {
        if (value is not null)
        {
            var name = value.ToString()!;
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }
}
