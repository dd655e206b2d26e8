using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources;

namespace StreamEngine.Replay;

/// <summary>A capture of raw venue frames, read by the operator <c>capture_file</c>.</summary>
internal sealed class CaptureRecording(string file) : Recording(file), IBatchRecording
{
    private const int BatchMax = 1024;

    private readonly LeftOut _leftOut = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Damage => _leftOut.Count == 0 ? [] : [_leftOut.Text];

    /// <inheritdoc/>
    public Schema Schema => Schemas.Frame;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Batch> Read()
    {
        var symbols = new SymbolTables();
        var pool = new BufferPool();
        var source = new CaptureFile(new CaptureFileOptions { Files = [new FilePath(File)] });
        source.Bind(new BindScope("replay", [], [], 0, (_, code, message, _) => throw new InvalidDataException($"{code}: {message}")));
        var context = new SourceContext("replay", [new PortWriter(Schema, null, symbols, pool)], BatchMax, symbols, pool, TimeProvider.System, _leftOut);
        await foreach (var delivery in source.Read(context, CancellationToken.None))
        {
            yield return delivery.Batch;
        }
    }

    /// <inheritdoc/>
    public override async Task<Inspection> Inspect()
    {
        var times = new TimeLine();
        var frames = new FrameCounts();
        long rows = 0;
        await foreach (var batch in Read())
        {
            using (batch)
            {
                var ts = (ValueColumn<long>)batch.Column("ts");
                var text = (TextColumn)batch.Column("text");
                for (var i = 0; i < batch.Count; i++)
                {
                    times.Add(ts[batch.Row(i)]);
                    frames.Add(text[batch.Row(i)]);
                }

                rows += batch.Count;
            }
        }

        return new Inspection(File, "capture of raw venue frames")
        {
            Schema = Schema.Name,
            Columns = InspectedColumn.Of(Schema),
            Rows = rows,
            First = times.First,
            Last = times.Last,
            ByKind = frames.Kinds,
            BySymbol = frames.Symbols,
            Snapshots = frames.Kinds.GetValueOrDefault("snapshot"),
            DepthGaps = frames.Gaps,
            BackSteps = times.BackSteps,
            LargestBackStepNs = times.LargestBackStep,
            LongestSilenceNs = times.LongestSilence,
            Damaged = _leftOut.Count,
            Findings = [.. Findings(frames), .. times.Findings(), .. Damage],
        };
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }

    private static IEnumerable<string> Findings(FrameCounts frames)
    {
        if (frames.Depths > 0)
        {
            yield return frames.Gaps == 0
                ? string.Create(CultureInfo.InvariantCulture, $"the update ids of {frames.Depths} depth messages follow one another without a gap")
                : string.Create(CultureInfo.InvariantCulture, $"depth messages are missing in {frames.Gaps} places, first {frames.FirstGap}");
            if (!frames.Kinds.ContainsKey("snapshot"))
            {
                yield return "there is no depth snapshot: a book cannot start from this file alone";
            }
        }
    }

    /// <summary>Lines that are no frames.</summary>
    private sealed class LeftOut : IRowErrors
    {
        private string _first = "";

        public long Count { get; private set; }

        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Count} lines are no frames and are left out, first {_first}");

        public void Report(long at, string code, string reason, string original)
        {
            if (Count++ == 0)
            {
                _first = $"{code}: {reason}";
            }
        }
    }
}
