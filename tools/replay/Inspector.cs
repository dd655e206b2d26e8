using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>Reads a recording once and tells what is in it. Memory is bounded by the window and by the number of symbols.</summary>
public sealed class Inspector
{
    /// <summary>Different rows remembered in the search for duplicates, unless a caller asks for another number.</summary>
    public const int UsualWindow = 65_536;

    private static readonly string[] KindColumns = ["action", "state", "kind", "side", "port"];

    private readonly IBatchRecording _recording;
    private readonly Schema _schema;
    private readonly int _window;
    private readonly long? _gapNs;
    private readonly TimeLine _times;
    private readonly FrameCounts? _frames;
    private readonly RowCounts _kinds = new();
    private readonly RowCounts _symbols = new();
    private readonly List<IdLine> _ids;
    private readonly List<ColumnRange> _ranges;
    private readonly RowPrints _prints = new();
    private readonly SeenWindow _seen;
    private readonly List<int> _compared;
    private readonly int _time;
    private readonly int _kind;
    private readonly int _symbol;
    private long _rows;
    private long _duplicates;
    private long _firstDuplicate;

    private Inspector(IBatchRecording recording, long? gapNs, int window)
    {
        _recording = recording;
        _schema = recording.Schema;
        _window = window;
        _gapNs = gapNs;
        _times = new TimeLine(gapNs);
        _frames = _schema.Name == Schemas.Frame.Name ? new FrameCounts() : null;
        _ids = [.. IdColumns.Of(_schema).Select(columns => new IdLine(_schema, columns, window))];
        _ranges = [.. _schema.Fields.Select(ColumnRange.Of)];
        _seen = new SeenWindow(window);
        _compared = [.. Enumerable.Range(0, _schema.Fields.Count).Where(c => _frames is null || _schema[c].Name != "line")];
        _time = TimeColumn(_schema);
        _kind = Array.Find(KindColumns, name => _schema.Find(name)?.Type.Kind == TypeKind.Enum) is { } kind ? _schema.IndexOf(kind) : KindOfText();
        _symbol = _schema.Find("symbol")?.Type.Kind is TypeKind.Symbol or TypeKind.String ? _schema.IndexOf("symbol") : -1;
    }

    /// <summary>Inspects a recording.</summary>
    /// <param name="recording">What to read.</param>
    /// <param name="gapNs">Silences longer than this are counted; null for none.</param>
    /// <param name="window">Different rows to remember in the search for duplicates.</param>
    /// <exception cref="IOException">It is cut off or damaged.</exception>
    public static async Task<Inspection> Inspect(IBatchRecording recording, long? gapNs = null, int window = UsualWindow)
    {
        var inspector = new Inspector(recording, gapNs, window);
        var refused = new RefusedRows();
        await foreach (var batch in recording.Read(ReadScope.Of(refused)))
        {
            using (batch)
            {
                inspector.Add(batch);
            }
        }

        return inspector.Result(refused);
    }

    /// <summary>The column to tell time by: <c>ts</c>, else the first of type timestamp; −1 without one.</summary>
    internal static int TimeColumn(Schema schema) =>
        schema.Find("ts")?.Type.Kind == TypeKind.Timestamp ? schema.IndexOf("ts") : schema.Fields.ToList().FindIndex(f => f.Type.Kind == TypeKind.Timestamp);

    private int KindOfText() =>
        Array.Find(KindColumns, name => _schema.Find(name)?.Type.Kind is TypeKind.Symbol or TypeKind.String) is { } name ? _schema.IndexOf(name) : -1;

    private void Add(Batch batch)
    {
        if (_time >= 0)
        {
            _times.Add((ValueColumn<long>)batch.Column(_time), batch);
        }

        if (_frames is not null)
        {
            var texts = (TextColumn)batch.Column("text");
            var kinds = batch.Column("kind");
            for (var i = 0; i < batch.Count; i++)
            {
                var row = batch.Row(i);
                _frames.Add(kinds.Value(row) as string, texts[row]);
            }
        }

        if (_kind >= 0)
        {
            _kinds.Add(batch.Column(_kind), batch);
        }

        if (_symbol >= 0)
        {
            _symbols.Add(batch.Column(_symbol), batch);
        }

        for (var c = 0; c < _ranges.Count; c++)
        {
            _ranges[c].Add(batch.Column(c), batch);
        }

        _ids.ForEach(ids => ids.Add(batch));
        FindDuplicates(batch);
        _rows += batch.Count;
    }

    private void FindDuplicates(Batch batch)
    {
        _prints.Of(batch, _compared);
        for (var i = 0; i < batch.Count; i++)
        {
            if (_seen.Add(_prints[i]) && _duplicates++ == 0)
            {
                _firstDuplicate = _rows + i + 1;
            }
        }
    }

    private Inspection Result(RefusedRows refused) => new(_recording.File, _recording.Form)
    {
        Schema = _schema.Name,
        Columns = [.. _schema.Fields.Select((f, c) => new InspectedColumn(f.Name, f.Type.Text, f.Nullable, f.Unit, _ranges[c].Nulls, _ranges[c].Least, _ranges[c].Most))],
        Rows = _rows,
        TimeColumn = _time < 0 ? null : _schema[_time].Name,
        First = _times.First,
        Last = _times.Last,
        KindColumn = _frames is not null ? "frame" : _kind < 0 ? null : _schema[_kind].Name,
        ByKind = _frames?.Kinds ?? _kinds.Counts(),
        BySymbol = _frames?.Symbols ?? _symbols.Counts(),
        BackSteps = _times.BackSteps,
        LargestBackStepNs = _times.LargestBackStep,
        FirstBackStepRow = _times.FirstBackStep,
        LongestSilenceNs = _times.LongestSilence,
        LongestSilenceRow = _times.LongestSilenceRow,
        LongestSilenceAt = _times.LongestSilenceAt,
        GapNs = _gapNs,
        Gaps = _times.Gaps,
        GapsNs = _times.GapsNs,
        Window = _window,
        Duplicates = _duplicates,
        FirstDuplicateRow = _firstDuplicate,
        Ids = [.. _ids.Select(ids => ids.Findings())],
        Snapshots = _frames?.Snapshots ?? 0,
        DepthGaps = _frames?.Gaps ?? 0,
        Damaged = refused.Count,
        Findings = [.. FrameFindings(), .. refused.Finding is { } finding ? [finding] : Array.Empty<string>()],
    };

    private IEnumerable<string> FrameFindings()
    {
        if (_frames is { Depths: > 0 } frames)
        {
            yield return frames.Gaps == 0
                ? string.Create(CultureInfo.InvariantCulture, $"the update ids of {frames.Depths} depth messages follow one another without a gap")
                : string.Create(CultureInfo.InvariantCulture, $"depth messages are missing in {frames.Gaps} places, first {frames.FirstGap}");
            if (frames.Snapshots == 0)
            {
                yield return "there is no depth snapshot: a book cannot start from this file alone";
            }
        }
    }
}
