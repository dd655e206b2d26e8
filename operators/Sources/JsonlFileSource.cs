using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources.Json;
using StreamEngine.Sources.Mapping;
using StreamEngine.Sources.Packing;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Sources;

/// <summary>Reads rows from JSON Lines: one object a line, a member a column; or, through a mapping by path, lines and whole documents of any other maker.</summary>
/// <remarks>
/// <para>Without a mapping members that are no column are ignored; a nullable column may be missing or null. Times are whole ns or RFC 3339 text with up to 9 digits behind the second; a name outside an enum becomes <c>unknown</c>;
/// a float64 of more than 15 significant digits is read only when it is the shortest text of its value, so nothing is rounded. What <c>jsonl_file</c> as a sink writes is read back value for value.</para>
/// <para>With a mapping (a column with options, or <c>venue</c>, <c>symbol</c>, <c>interval</c>, <c>explode</c>, <c>array</c> or <c>missing</c>) numbers may stand in quotes, prices and sizes have at most 15 significant digits, and times lie
/// between 2000 and 2100. A line or element may hold several rows: <c>explode</c> takes those of its arrays.</para>
/// <para>Stream time is the newest <c>ts</c> so far, over all files.</para>
/// <para>Edge cases: empty lines are skipped; members that are no column are ignored; a line that is no row goes to port <c>error</c> with file, line and column, and its text up to 4 KiB.</para>
/// <para>Emits a batch of what is read, up to <c>batch.max</c> rows; holds nothing back; completes after the last line of the last file; fails when a file is missing, unreadable or cut off (gzip). No warm-up.
/// Cost: one pass over the text. Memory: one buffer of the longest line and one batch. Position: file and line.</para>
/// </remarks>
[Operator("jsonl_file", OperatorKind.Source)]
public sealed class JsonlFileSource(JsonlFileSourceOptions options) : Source
{
    private const int HeadBytes = 4096;

    private readonly JsonMappedSource? _mapped = IsMapped(options) ? new JsonMappedSource(options) : null;
    private int _file;
    private long _line;
    private long _at = StreamTime.Start;
    private Position _delivered = new(0, 0, StreamTime.Start);

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Schema is null && options.Columns.Count == 0)
        {
            scope.Report(null, FileErrors.Columns, "the columns are not known", "write 'schema: trade/1' for a canonical schema, or 'columns: { ts: timestamp, … }'");
            return [];
        }

        if (_mapped is not null)
        {
            return _mapped.Bind(scope);
        }

        var schema = options.Schema is null ? Named(scope) : RowSchemas.Canonical(scope, options.Schema);
        return schema is null ? [] : [new PortShape(schema)];
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<Delivery> Read(SourceContext context, CancellationToken stop) => _mapped?.Read(context, stop) ?? ReadMembers(context, stop);

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
        if (_mapped is not null)
        {
            _mapped.Save(state);
            return;
        }

        state.Write("position", _delivered);
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        if (_mapped is not null)
        {
            _mapped.Load(state);
            return;
        }

        _delivered = state.Read<Position>("position");
        (_file, _line, _at) = (_delivered.File, _delivered.Line, _delivered.At);
    }

    private static bool IsMapped(JsonlFileSourceOptions options) =>
        (options.Schema is not null && options.Columns.Count > 0) || options.Columns.Values.Any(column => column != new ColumnOptions { From = column.From, Values = column.Values } || column.From is null || column.Values.Count > 0)
        || options.Venue is not null || options.Symbol is not null || options.Interval is not null || options.Explode.Count > 0 || options.Array is not null || options.Missing.Count > 0;

    private async IAsyncEnumerable<Delivery> ReadMembers(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var rows = new JsonRows(context.Ports[0]);
        for (; _file < options.Path.Count; _file++, _line = 0)
        {
            var path = options.Path[_file].Path;
            FileChecksum.Check(path, options.Checksum);
            using var lines = new LineReader(PackedFile.Open(path, options.Member), (int)options.MaxLine.Bytes, HeadBytes);
            do
            {
                while (ReadLines(lines, path, rows, context))
                {
                    yield return Deliver(context);
                }
            }
            while (await Fill(lines, path, stop).ConfigureAwait(false));
            if (stop.IsCancellationRequested)
            {
                yield break;
            }
        }

        if (context.Ports[0].Count > 0)
        {
            yield return Deliver(context);
        }
    }

    private static async ValueTask<bool> Fill(LineReader lines, string path, CancellationToken stop)
    {
        try
        {
            return await lines.Fill(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException && !damaged.Message.StartsWith("error ", StringComparison.Ordinal))
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"error {FileErrors.Unfit.Code}: file '{path}' is cut off or damaged behind line {lines.Number}: {damaged.Message}"), damaged);
        }
    }

    private Schema? Named(BindScope scope)
    {
        var fields = new List<Field>();
        foreach (var (name, column) in options.Columns)
        {
            var written = column.From!;
            var nullable = written.EndsWith('?');
            if (ColumnType.TryParse(nullable ? written[..^1] : written, out var type))
            {
                fields.Add(new Field(name, type, nullable));
            }
            else
            {
                scope.Report("columns", FileErrors.Columns, $"column '{name}' has the type '{written}'; it must be bool, int32, int64, float32, float64, decimal, timestamp, duration, string, symbol, json, enum<a|b> or vector<float64, n>");
            }
        }

        if (scope.Failed)
        {
            return null;
        }

        var schema = new Schema(null, fields);
        if (RowSchemas.Problem(schema) is { } problem)
        {
            scope.Report("columns", FileErrors.Columns, $"option 'columns' {problem}");
            return null;
        }

        return schema;
    }

    /// <summary>Reads lines in the buffer. True when the batch is full, false when more bytes are needed.</summary>
    private bool ReadLines(LineReader lines, string path, JsonRows rows, SourceContext context)
    {
        while (lines.TryNext(out var line, out var tooLong))
        {
            if (lines.Number <= _line)
            {
                continue;
            }

            _line = lines.Number;
            if (_line == 1 && line.StartsWith(Encoding.UTF8.Preamble))
            {
                line = line[Encoding.UTF8.Preamble.Length..];
            }

            if (line.TrimStart(" \t"u8).Length == 0 && !tooLong)
            {
                continue;
            }

            var column = 1L;
            var problem = tooLong
                ? string.Create(CultureInfo.InvariantCulture, $"the line is longer than max_line, {options.MaxLine.Bytes} bytes")
                : rows.Read(line, out column);
            if (problem is null)
            {
                _at = Math.Max(_at, rows.Ts);
                context.Ports[0].Commit(_at);
            }
            else
            {
                context.Ports[0].Rollback();
                context.Errors.Report(_at == StreamTime.Start ? 0 : _at, FileErrors.Line, string.Create(CultureInfo.InvariantCulture, $"{path}:{_line}:{column}: {problem}"),
                    Encoding.UTF8.GetString(line[..Math.Min(line.Length, HeadBytes)]));
            }

            if (context.Ports[0].Count >= context.BatchMax)
            {
                return true;
            }
        }

        return false;
    }

    private Delivery Deliver(SourceContext context)
    {
        _delivered = new Position(_file, _line, _at);
        return new Delivery(context.Ports[0].Take(_at, context.Clock.GetTimestamp()));
    }

    private sealed record Position(int File, long Line, long At);
}
