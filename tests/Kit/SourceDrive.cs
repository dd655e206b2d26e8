using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Tests.Kit;

/// <summary>Drives one source without a runtime and collects what comes out of each port, checking batches and frontiers on the way.</summary>
public sealed class SourceDrive : IRowErrors
{
    private readonly Source _source;
    private readonly SourceContext _context;
    private readonly List<Dictionary<string, object?>>[] _rows;
    private long _frontier = long.MinValue;

    /// <summary>Binds the source.</summary>
    public SourceDrive(Source source, int batchMax = 1024, TimeProvider? clock = null, byte[]? state = null, IReadOnlySet<string>? needed = null)
    {
        _source = source;
        Scope = new BindScope("x", [], [], 0, (option, code, message, help) => Problems.Add($"{code} {option}: {message}{(help is null ? "" : $" ({help})")}"));
        Shapes = source.Bind(Scope);
        _context = new SourceContext("x", [.. Shapes.Select(shape => new PortWriter(shape.Schema, needed, Symbols, Pool))], batchMax, Symbols, Pool, clock ?? TimeProvider.System, this);
        _rows = [.. Shapes.Select(_ => new List<Dictionary<string, object?>>())];
        if (state is not null)
        {
            source.Load(new StateReader(new MemoryStream(state)));
        }
    }

    public BindScope Scope { get; }

    public List<string> Problems { get; } = [];

    public IReadOnlyList<PortShape> Shapes { get; }

    public SymbolTables Symbols { get; } = new();

    public BufferPool Pool { get; } = new(overwrite: true);

    public List<string> Errors { get; } = [];

    public List<string> Originals { get; } = [];

    public List<int> BatchRows { get; } = [];

    /// <summary>Rows of a port, with <c>at</c>.</summary>
    public IReadOnlyList<Dictionary<string, object?>> Port(int port = 0) => _rows[port];

    /// <summary>Rows of a port, each as one text.</summary>
    public List<string> Texts(int port = 0) => [.. _rows[port].Select(row => string.Join(' ', row.Values.Select(value => value is Array many ? string.Join(',', many.Cast<object>()) : $"{value ?? "-"}")))];

    /// <summary>Reads to the end, or so many batches.</summary>
    public SourceDrive Read(int batches = int.MaxValue)
    {
        ReadAll(batches, CancellationToken.None).GetAwaiter().GetResult();
        return this;
    }

    /// <summary>Reads until stopped.</summary>
    public async Task ReadAll(int batches, CancellationToken stop)
    {
        await foreach (var (batch, port) in _source.Read(_context, stop))
        {
            using (batch)
            {
                Assert.InRange(batch.Count, 0, _context.BatchMax);
                BatchRows.Add(batch.Count);
                Collect(batch, _rows[port]);
            }

            if (--batches == 0)
            {
                break;
            }
        }
    }

    /// <summary>The position.</summary>
    public byte[] Save()
    {
        using var bytes = new MemoryStream();
        _source.Save(new StateWriter(bytes));
        return bytes.ToArray();
    }

    void IRowErrors.Report(long at, string code, string reason, string original)
    {
        Errors.Add($"{at} {code} {reason}");
        Originals.Add(original);
    }

    private void Collect(Batch batch, List<Dictionary<string, object?>> rows)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            Assert.True(batch.At(i) >= _frontier, "no row is older than the frontier");
            var row = new Dictionary<string, object?>(StringComparer.Ordinal);
            for (var c = 0; c < batch.Schema.Fields.Count; c++)
            {
                if (batch.Find(c) is { } column)
                {
                    row[batch.Schema[c].Name] = column.Value(batch.Row(i));
                }
            }

            row["at"] = batch.At(i);
            rows.Add(row);
        }

        Assert.True(batch.Frontier >= _frontier, "the frontier never runs back");
        _frontier = batch.Frontier;
    }
}
