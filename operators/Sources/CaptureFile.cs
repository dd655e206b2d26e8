using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources.Recorder;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Sources;

/// <summary>Reads recorded raw venue frames, one a line, plain or gzip, one or more files as one stream: <c>&lt;receive time&gt; &lt;JSON text&gt;</c> separated by one blank, or what cryptofeed's recorders write.</summary>
/// <remarks>
/// <para>Out: <c>frame/1</c>. <c>ts</c> is the receive time, <c>origin</c> the path as written, <c>line</c> the line's number in its file from 1, <c>text</c> the JSON. Stream time is the newest receive
/// time so far, over all files: receive times may run back. Whether the text is valid JSON, and what it says, is for the normalizer behind. How a file is written is told by how it begins.</para>
/// <para>cryptofeed's files: objects with <c>t</c>, <c>conn</c> and <c>ts</c> a line (format 2, <c>.jsonl</c>), or the older text (<c>time: text</c>, <c>URL -&gt; time: text</c>, <c>ADDRESS &lt;- time: text</c>,
/// <c>ADDRESS &lt;-&gt; time</c>). Every record is a row: <c>kind</c> says whether it was received (<c>recv</c>), answered over HTTP (<c>http</c>), sent by the client (<c>send</c>) or is the connection itself
/// (<c>connect</c>, without text); <c>url</c> what was asked, or the address; <c>conn</c> the connection (format 2). Only the header line, which says what was recorded, is none. Binary frames (<c>b64</c>) are
/// unpacked: gzip, zlib, or text as it is. Their records stand connection by connection, so a file is read twice: once to find the connections, then merged by the newest time each has seen,
/// then by line; a connection keeps its order. At most 64 connections are merged, else the run fails with SE9311; any up to 10,000 when the lines are in order of time as they are.</para>
/// <para>Edge cases: empty lines are skipped; a last line without line end and CRLF are read; a line that is no frame (no time, a time outside 2015-01-01 to 2100-01-01, no JSON object or array behind one blank, a record that lacks
/// a member or cannot be unpacked, invalid UTF-8, longer than <c>max_frame</c>) goes to port <c>error</c> with file, line and column, and of its text the first 4 KiB.</para>
/// <para>Emits a batch of what is read, up to <c>batch.max</c> rows or 4 MiB of text; holds nothing back; completes after the last line of the last file; fails when a file is missing, unreadable or cut off (gzip), with file and
/// line. No warm-up. Cost: about 0.4 µs a frame of 300 bytes, unpacking included; a gzip of n connections is unpacked up to n + 1 times. Memory: one buffer of the longest line and one batch; when connections are merged, a
/// buffer each. Position: file and line.</para>
/// </remarks>
[Operator("capture_file", OperatorKind.Source)]
public sealed class CaptureFile(CaptureFileOptions options) : Source
{
    private const int HeadBytes = 4096;
    private const int BatchBytes = 4 << 20;
    private const int MaxTimeDigits = 19;

    private readonly CaptureUnit? _fixedUnit = CaptureUnit.Named(options.ReceiveTime);
    private int _file;
    private long _line;
    private long _key = StreamTime.Start;
    private long _at = StreamTime.Start;
    private CaptureUnit? _unit;
    private Position _delivered = new(0, 0, StreamTime.Start, StreamTime.Start, null);

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope) => [new PortShape(Schemas.Frame)];

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        CaptureStream.Check(options.Files.Skip(_file));
        var batch = new FrameBatch(context.Ports[0]);
        for (; _file < options.Files.Count && !stop.IsCancellationRequested; _file++, _line = 0, _key = StreamTime.Start, _unit = null)
        {
            var path = options.Files[_file].Path;
            batch.Origin = context.Symbols["origin"].Code(path);
            using var lines = new LineReader(CaptureStream.Open(path), (int)options.MaxFrame.Bytes + MaxTimeDigits + 1, HeadBytes);
            if (await CaptureStream.Fill(lines, path, stop).ConfigureAwait(false) && CaptureForms.Of(lines.Head) is var form and not CaptureForm.Plain)
            {
                await foreach (var delivery in ReadRecords(new RecordFile(path, form, (int)options.MaxFrame.Bytes), batch, context, stop).ConfigureAwait(false))
                {
                    yield return delivery;
                }

                continue;
            }

            do
            {
                while (ReadLines(lines, path, batch, context))
                {
                    yield return Deliver(batch, context);
                }
            }
            while (await CaptureStream.Fill(lines, path, stop).ConfigureAwait(false));
            if (stop.IsCancellationRequested)
            {
                yield break;
            }
        }

        if (batch.Lines > 0 && !stop.IsCancellationRequested)
        {
            yield return Deliver(batch, context);
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("position", _delivered);

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _delivered = state.Read<Position>("position");
        (_file, _line, _key, _at) = (_delivered.File, _delivered.Line, _delivered.Key, _delivered.At);
        _unit = _delivered.Unit is null ? null : CaptureUnit.Named(_delivered.Unit);
    }

    private async IAsyncEnumerable<Delivery> ReadRecords(RecordFile file, FrameBatch batch, SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        using var records = await RecordMerge.Open(file, stop).ConfigureAwait(false);
        while (!stop.IsCancellationRequested && await records.Advance(stop).ConfigureAwait(false))
        {
            if (Take(records.Current, file.Path, batch, context))
            {
                yield return Deliver(batch, context);
            }
        }
    }

    /// <summary>Takes a line of a recorder's file that was not delivered yet. True when the batch is full.</summary>
    private bool Take(RecordCursor line, string path, FrameBatch batch, SourceContext context)
    {
        if (line.Key < _key || (line.Key == _key && line.Line <= _line) || (line.Fault is null && line.Record.Kind == RecordKind.Header))
        {
            return false;
        }

        (_key, _line) = (line.Key, line.Line);
        batch.Lines++;
        if (line.Fault is { } reason)
        {
            context.Errors.Report(_at == StreamTime.Start ? 0 : _at, CaptureErrors.NoFrame, string.Create(CultureInfo.InvariantCulture, $"{path}:{_line}:{reason}"), line.Original);
        }
        else
        {
            _at = Math.Max(_at, line.Record.Ts);
            batch.Add(line.Record, _line, _at);
        }

        return batch.Lines >= context.BatchMax || batch.Bytes >= BatchBytes;
    }

    /// <summary>Reads lines in the buffer. True when the batch is full, false when more bytes are needed.</summary>
    private bool ReadLines(LineReader lines, string path, FrameBatch batch, SourceContext context)
    {
        while (lines.TryNext(out var line, out var tooLong))
        {
            if (lines.Number <= _line)
            {
                continue;
            }

            _line = lines.Number;
            if (lines.Number == 1 && line.StartsWith(Encoding.UTF8.Preamble))
            {
                line = line[Encoding.UTF8.Preamble.Length..];
            }

            if (line.Length == 0 && !tooLong)
            {
                continue;
            }

            batch.Lines++;
            if (Refusal(line, tooLong, out var ts, out var text) is { } reason)
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{path}:{_line}:");
                context.Errors.Report(_at == StreamTime.Start ? 0 : _at, CaptureErrors.NoFrame, place + reason, Encoding.UTF8.GetString(line[..Math.Min(line.Length, HeadBytes)]));
            }
            else
            {
                _at = Math.Max(_at, ts);
                batch.Add(ts, _line, text, _at);
            }

            if (batch.Lines >= context.BatchMax || batch.Bytes >= BatchBytes)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is wrong with a line, with the column it is seen at, or null.</summary>
    private string? Refusal(ReadOnlySpan<byte> line, bool tooLong, out long ts, out ReadOnlySpan<byte> text)
    {
        ts = 0;
        text = default;
        var digits = line.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? line.Length : digits;
        if (digits == 0)
        {
            return "1: a frame starts with its receive time, a whole number";
        }

        var number = line[..digits];
        if (digits < line.Length && line[digits] != ' ')
        {
            return string.Create(CultureInfo.InvariantCulture, $"{digits + 1}: the receive time must be a whole number followed by one blank");
        }

        if ((_unit ?? _fixedUnit ?? CaptureUnit.OfDigits(digits)) is not { } unit)
        {
            return string.Create(CultureInfo.InvariantCulture, $"1: the receive time has {digits} digits; it must have 13 (ms), 16 (us) or 19 (ns)");
        }

        if (!unit.TryRead(number, out ts))
        {
            var found = Encoding.UTF8.GetString(number[..Math.Min(digits, MaxTimeDigits + 1)]);
            return $"1: receive time {found} is not between 2015-01-01 and 2100-01-01 in {unit.Name}{(_fixedUnit is null ? ", the unit of the first line" : "")}";
        }

        _unit = unit;
        text = digits < line.Length ? line[(digits + 1)..] : default;
        if (tooLong || text.Length > options.MaxFrame.Bytes)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{digits + 2}: the frame is longer than max_frame, {options.MaxFrame.Bytes} bytes");
        }

        if (text.Length == 0 || text[0] is not ((byte)'{' or (byte)'['))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{digits + 2}: there is no JSON object or array behind the receive time and one blank");
        }

        return Utf8.IsValid(text) ? null : string.Create(CultureInfo.InvariantCulture, $"{digits + 2}: the text is not valid UTF-8");
    }

    private Delivery Deliver(FrameBatch batch, SourceContext context)
    {
        _delivered = new Position(_file, _line, _key, _at, _unit?.Name);
        return new Delivery(batch.Take(_at, context.Clock.GetTimestamp()));
    }

    /// <summary>Behind which line. Lines of a recorder's file come by <paramref name="Key"/>, the newest time of their connection, then by number.</summary>
    private sealed record Position(int File, long Line, long Key, long At, string? Unit);
}
