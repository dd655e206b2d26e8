using System.Text;

namespace StreamEngine.Sources.Recorder;

/// <summary>Goes through the lines of one connection. Opens the file when it is first moved, closes it behind the last line.</summary>
internal sealed class RecordCursor(RecordFile file, RecordConnection connection) : IDisposable
{
    private readonly IRecordForm _form = file.NewForm();
    private LineReader? _lines;
    private bool _isMine;

    /// <summary>Where the line stands in the merge: the newest time of the connection so far. Before the file is open, that of the first line.</summary>
    public long Key { get; private set; } = connection.FirstKey;

    /// <summary>The line's number.</summary>
    public long Line { get; private set; } = connection.FirstLine;

    /// <summary>Whether the cursor stands on a line, read.</summary>
    public bool IsOpen => _lines is not null;

    /// <summary>The line, when nothing is wrong with it; a header is one.</summary>
    public CaptureRecord Record { get; } = new();

    /// <summary>The column, a colon and what is wrong with the line, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>The beginning of a line that something is wrong with.</summary>
    public string Original { get; private set; } = "";

    /// <summary>Moves to the next line of the connection. False when there is none.</summary>
    /// <exception cref="IOException">The file is cut off or damaged.</exception>
    public async ValueTask<bool> Advance(CancellationToken stop)
    {
        if (_lines is null)
        {
            _lines = file.Open();
            Key = Time.StreamTime.Start;
        }

        do
        {
            if (ReadLine(_lines))
            {
                return true;
            }
        }
        while (_lines.Number < connection.LastLine && await CaptureStream.Fill(_lines, file.Path, stop).ConfigureAwait(false));
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines?.Dispose();

    private bool ReadLine(LineReader lines)
    {
        while (lines.Number < connection.LastLine && lines.TryNext(out var line, out var tooLong))
        {
            if (lines.Number < connection.FirstLine)
            {
                continue;
            }

            line = RecordFile.Content(lines, line);
            if ((line.Length > 0 || tooLong) && Take(line, tooLong, isFirst: lines.Number == connection.FirstLine))
            {
                Line = lines.Number;
                return true;
            }
        }

        return false;
    }

    private bool Take(ReadOnlySpan<byte> line, bool tooLong, bool isFirst)
    {
        Fault = tooLong ? $"1: the line is longer than {file.MaxLine} bytes, what a frame of max_frame ({file.MaxText} bytes) can take" : _form.ReadHead(line, Record);
        if (connection.Name is null || isFirst)
        {
            _isMine = true;
        }
        else if (!tooLong && Record.Connection.Length > 0)
        {
            _isMine = Record.Connection.SequenceEqual(connection.Name);
        }

        if (!_isMine)
        {
            return false;
        }

        if (Fault is null && Record.Kind != RecordKind.Header)
        {
            Key = Math.Max(Key, Record.Ts);
            Fault = _form.ReadBody(line, Record);
        }

        if (Fault is not null)
        {
            Original = Encoding.UTF8.GetString(line[..Math.Min(line.Length, RecordFile.HeadBytes)]);
        }

        return true;
    }
}
