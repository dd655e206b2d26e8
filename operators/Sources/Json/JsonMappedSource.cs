using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources.Mapping;
using StreamEngine.Sources.Packing;

namespace StreamEngine.Sources.Json;

/// <summary>JSON of somebody else's making, through a mapping by path.</summary>
internal sealed class JsonMappedSource(JsonlFileSourceOptions options) : MappedSource
{
    private MappingPlan? _plan;
    private JsonPath? _array;
    private IReadOnlyList<JsonPath> _explode = [];

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        var isTop = options.Array is null or ".";
        _array = isTop ? null : Path(scope, "array", options.Array!);
        if (_array is not null && Enumerable.Range(0, _array.Count).Any(step => _array.Name(step) is null))
        {
            scope.Report("array", MappingErrors.Mapping, $"option 'array' is '{options.Array}'; it must be names only, such as data.candles");
        }

        _explode = [.. options.Explode.Select(path => Path(scope, "explode", path)).OfType<JsonPath>()];
        if (scope.Failed)
        {
            return [];
        }

        _plan = new MappingBinder(scope, new MappingRequest(options.Schema, options.Columns) { Venue = options.Venue, Symbol = options.Symbol, Interval = options.Interval, IsExploded = _explode.Count > 0 }).Bind();
        foreach (var column in _plan?.Columns ?? [])
        {
            var name = column.Field.Name;
            if (column.Origin == ColumnOrigin.Field && !JsonPath.TryParse(column.Name, out _))
            {
                scope.Report($"columns.{name}.from", MappingErrors.Mapping, $"column '{name}' comes from '{column.Name}'; it must be a path such as data.k.o, b[0][1] or a['odd.name']");
            }

            if (column.Origin == ColumnOrigin.ItemOf && _explode.Count == 0)
            {
                scope.Report($"columns.{name}.from", MappingErrors.Mapping, $"column '{name}' comes from 'item_of', which is the array of an element, and nothing is exploded", "write 'explode' too");
            }
        }

        return scope.Failed ? [] : [new PortShape(_plan!.Schema)];
    }

    /// <inheritdoc/>
    private protected override (IReadOnlyList<FilePath> Files, MappedRows Rows, ErrorCode Code) Open(SourceContext context) =>
        (options.Path, new MappedRows(_plan ?? throw new InvalidOperationException("read before it was bound: a bug in the engine"), context.Ports[0], options.Missing, decimalComma: false), FileErrors.Line);

    /// <inheritdoc/>
    private protected override IRowReader OpenFile(string path, MappedRows rows)
    {
        FileChecksum.Check(path, options.Checksum);
        var stream = PackedFile.Open(path, options.Member);
        var most = (int)options.MaxLine.Bytes;
        return new JsonMappedRows(options.Array is null ? new JsonLines(stream, most) : new JsonArray(stream, _array, most), rows, _explode, most);
    }

    private static JsonPath? Path(BindScope scope, string option, string text)
    {
        if (JsonPath.TryParse(text, out var path))
        {
            return path;
        }

        scope.Report(option, MappingErrors.Mapping, $"option '{option}' is '{text}'; it must be a path such as data.k.o, b[0][1] or a['odd.name']");
        return null;
    }
}
