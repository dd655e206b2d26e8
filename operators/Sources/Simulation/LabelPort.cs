using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Sources.Simulation;

/// <summary>Writes the truth about episodes to the port <c>labels</c>.</summary>
internal sealed class LabelPort(PortWriter writer)
{
    /// <summary>Its rows.</summary>
    public static readonly Schema Rows = new(null,
    [
        new("ts", ColumnType.Timestamp),
        new("symbol", ColumnType.Symbol),
        new("kind", ColumnType.Enum("spoofing", "iceberg", "flash_crash", "squeeze", "gap", "trend", "range")),
        new("is_look_alike", ColumnType.Bool),
        new("severity", ColumnType.Enum("low", "medium", "high"), Nullable: true),
        new("begin", ColumnType.Timestamp),
        new("end", ColumnType.Timestamp),
        new("aspect", ColumnType.Symbol),
        new("threshold_distance", ColumnType.Float64, Nullable: true),
    ]);

    private readonly ValueBuilder<long>? _ts = writer.Values<long>("ts");
    private readonly SymbolBuilder? _symbol = writer.Symbols("symbol");
    private readonly ValueBuilder<byte>? _kind = writer.Values<byte>("kind");
    private readonly ValueBuilder<bool>? _isLookAlike = writer.Values<bool>("is_look_alike");
    private readonly ValueBuilder<byte>? _severity = writer.Values<byte>("severity");
    private readonly ValueBuilder<long>? _begin = writer.Values<long>("begin");
    private readonly ValueBuilder<long>? _end = writer.Values<long>("end");
    private readonly SymbolBuilder? _aspect = writer.Symbols("aspect");
    private readonly ValueBuilder<double>? _distance = writer.Values<double>("threshold_distance");

    /// <summary>One row.</summary>
    public void Write(long ts, string symbol, EpisodeLabel label)
    {
        if (!writer.IsRead)
        {
            return;
        }

        _ts?.Append(ts);
        _symbol?.Append(symbol);
        _kind?.Append((byte)label.Kind);
        _isLookAlike?.Append(label.IsLookAlike);
        _severity?.Append(label.Severity switch { "low" => (byte?)0, "medium" => 1, "high" => 2, _ => null });
        _begin?.Append(label.Begin);
        _end?.Append(label.End);
        _aspect?.Append(label.Aspect);
        _distance?.Append(double.IsNaN(label.Distance) ? (double?)null : label.Distance);
        writer.Commit(ts);
    }
}
