using System.Buffers;
using System.Globalization;
using System.Text;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Csv;

/// <summary>
/// Cuts a stream of bytes into records and fields by RFC 4180: fields in quotes may hold delimiters, line ends and doubled quotes; LF and CRLF end a record, the last one may lack its end. Empty lines and comments are passed
/// over. Holds one buffer, at most as long as the longest record allowed. A quote that does not close costs the line it stands on, not the rest of the file.
/// </summary>
internal sealed class CsvReader : IDisposable
{
    private const int FirstBuffer = 1 << 17;
    private const int MaxFields = 65_536;

    private readonly Stream _stream;
    private readonly byte _delimiter;
    private readonly int _comment;
    private readonly int _maxRecord;
    private readonly SearchValues<byte> _plainEnds;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _scan;
    private int _end;
    private bool _atEnd;
    private bool _begun;
    private State _state;
    private int _fieldStart;
    private bool _hasQuotes;
    private long _lines;
    private long _linesOfRecord;
    private bool _tooLong;
    private byte[]? _head;
    private CsvField[] _fields = new CsvField[32];
    private int _length;
    private int _recordStart;

    /// <param name="stream">The bytes, not packed.</param>
    /// <param name="delimiter">What stands between fields.</param>
    /// <param name="comment">First byte of lines to pass over, −1 for none.</param>
    /// <param name="maxRecord">Most bytes of a record.</param>
    public CsvReader(Stream stream, byte delimiter, int comment, int maxRecord)
    {
        _stream = stream;
        _delimiter = delimiter;
        _comment = comment;
        _maxRecord = maxRecord;
        _plainEnds = SearchValues.Create([delimiter, (byte)'\n', (byte)'"']);
    }

    private enum State
    {
        Record,
        Field,
        Plain,
        Quoted,
        Closed,
        Fault,
        Comment,
        Skip,
    }

    /// <summary>First line of the record read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Number of its fields.</summary>
    public int Count { get; private set; }

    /// <summary>Why it is none, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Byte of the record at which that shows.</summary>
    public int FaultAt { get; private set; }

    /// <summary>The bytes of the record, without its line end; of one that is too long, the head. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Record => _tooLong ? _head : _buffer.AsSpan(_recordStart, _length);

    private string LongRecord => string.Create(CultureInfo.InvariantCulture, $"the record is longer than max_line, {_maxRecord} bytes");

    /// <summary>A field of the record.</summary>
    public CsvField this[int field] => _fields[field];

    /// <summary>Reads the next record in the buffer. False: <see cref="Fill"/> first, or the end when that gave nothing.</summary>
    public bool TryNext()
    {
        while (true)
        {
            if (_scan == _end && _state is not State.Record && _atEnd)
            {
                return End();
            }

            if (_scan == _end)
            {
                return TooLong();
            }

            var ended = _state switch
            {
                State.Record => Begin(),
                State.Comment => PassComment(),
                State.Field => BeginField(),
                State.Plain => ReadPlain(),
                State.Quoted => ReadQuoted(),
                State.Closed => ReadClosed(),
                _ => PassLine(),
            };
            if (ended is { } found)
            {
                return found;
            }
        }
    }

    /// <summary>Reads on. False at the end of the stream, when what is left has been made a last record.</summary>
    public async ValueTask<bool> Fill(CancellationToken stop)
    {
        if (_atEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _scan -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, _maxRecord + (long)FirstBuffer));
        }

        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), stop).ConfigureAwait(false);
        _end += read;
        _atEnd = read == 0;
        if (!_begun && (_atEnd || _end >= Encoding.UTF8.Preamble.Length))
        {
            _begun = true;
            _start = _scan = _buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
            RefuseUtf16();
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void RefuseUtf16()
    {
        if (_end >= 2 && ((_buffer[0] == 0xFF && _buffer[1] == 0xFE) || (_buffer[0] == 0xFE && _buffer[1] == 0xFF)))
        {
            throw new InvalidDataException("the text is UTF-16; save it as UTF-8");
        }
    }

    private bool? Begin()
    {
        if (!_begun)
        {
            return false;
        }

        var first = _buffer[_scan];
        if (first == '\r' && _scan + 1 == _end && !_atEnd)
        {
            return false;
        }

        if (first == '\n' || (first == '\r' && (_scan + 1 == _end || _buffer[_scan + 1] == '\n')))
        {
            _scan = _start = Math.Min(_end, _scan + (first == '\n' ? 1 : 2));
            _lines++;
            return null;
        }

        Count = 0;
        Fault = null;
        FaultAt = 0;
        _tooLong = false;
        _linesOfRecord = 0;
        _state = first == _comment ? State.Comment : State.Field;
        return null;
    }

    private bool? PassComment()
    {
        var end = _buffer.AsSpan(_scan, _end - _scan).IndexOf((byte)'\n');
        _scan = _start = end < 0 ? _end : _scan + end + 1;
        _lines += end < 0 ? 0 : 1;
        _state = end < 0 ? State.Comment : State.Record;
        return null;
    }

    private bool? BeginField()
    {
        _hasQuotes = false;
        var quoted = _buffer[_scan] == '"';
        _scan += quoted ? 1 : 0;
        _fieldStart = _scan - _start;
        _state = quoted ? State.Quoted : State.Plain;
        return null;
    }

    private bool? ReadPlain()
    {
        var at = _buffer.AsSpan(_scan, _end - _scan).IndexOfAny(_plainEnds);
        if (at < 0)
        {
            _scan = _end;
            return null;
        }

        _scan += at;
        var found = _buffer[_scan];
        if (found == _delimiter)
        {
            Add(_scan - _start, false);
            _scan++;
            _state = Fault is null ? State.Field : State.Fault;
            return null;
        }

        if (found == '"')
        {
            Fail("a quote stands inside a field that does not start with one: put the whole field in quotes and double this one", _scan - _start);
            return null;
        }

        Add(_scan - _start - (_scan - _start > _fieldStart && _buffer[_scan - 1] == '\r' ? 1 : 0), false);
        return Finish(_scan - _start, _scan + 1);
    }

    private bool? ReadQuoted()
    {
        var at = _buffer.AsSpan(_scan, _end - _scan).IndexOf((byte)'"');
        _scan = at < 0 ? _end : _scan + at + 1;
        _state = at < 0 ? State.Quoted : State.Closed;
        return _scan - _start > _maxRecord ? Unclosed() : null;
    }

    private bool? ReadClosed()
    {
        var next = _buffer[_scan];
        if (next == '"')
        {
            _hasQuotes = true;
            _scan++;
            _state = State.Quoted;
            return null;
        }

        if (next == '\r' && _scan + 1 == _end && !_atEnd)
        {
            return TooLong();
        }

        var ends = next == '\n' || (next == '\r' && (_scan + 1 == _end || _buffer[_scan + 1] == '\n'));
        if (next == _delimiter || ends)
        {
            Add(_scan - _start - 1, true);
            if (ends)
            {
                return Finish(_scan - _start, Math.Min(_end, _scan + (next == '\r' ? 2 : 1)));
            }

            _scan++;
            _state = Fault is null ? State.Field : State.Fault;
            return null;
        }

        Fail("text stands behind the closing quote of a field: double the quotes inside it", _scan - _start);
        return null;
    }

    /// <summary>Behind a fault the rest of the line is passed over; of a record that is too long only the head is kept.</summary>
    private bool? PassLine()
    {
        var at = _buffer.AsSpan(_scan, _end - _scan).IndexOf((byte)'\n');
        _scan = at < 0 ? _end : _scan + at;
        if (at < 0)
        {
            if (_state == State.Skip)
            {
                _start = _scan;
            }

            return null;
        }

        return Finish(_scan - _start, _scan + 1);
    }

    private void Fail(string reason, int at)
    {
        (Fault, FaultAt) = (reason, at);
        _state = State.Fault;
    }

    private void Add(int end, bool quoted)
    {
        if (Count == MaxFields)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"the record has more than {MaxFields} fields"), _fieldStart);
            return;
        }

        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, Count * 2);
        }

        _fields[Count++] = new CsvField(_fieldStart, end - _fieldStart, quoted, _hasQuotes);
    }

    /// <summary>Ends the record before <paramref name="length"/>; the next starts at <paramref name="next"/>.</summary>
    private bool Finish(int length, int next)
    {
        Fault ??= length > _maxRecord ? LongRecord : null;
        _recordStart = _start;
        _length = length > 0 && _state is not State.Closed && _buffer[_start + length - 1] == '\r' ? length - 1 : length;
        Line = _lines + 1;
        _lines += 1 + (_tooLong ? _linesOfRecord : _buffer.AsSpan(_start, length).Count((byte)'\n'));
        _start = _scan = next;
        _state = State.Record;
        return true;
    }

    private bool End()
    {
        switch (_state)
        {
            case State.Comment:
                _state = State.Record;
                return false;
            case State.Quoted:
                return Unclosed();
            case State.Field:
                _hasQuotes = false;
                _fieldStart = _end - _start;
                Add(_fieldStart, false);
                break;
            case State.Plain:
                Add(_end - _start - (_end - _start > _fieldStart && _buffer[_end - 1] == '\r' ? 1 : 0), false);
                break;
            case State.Closed:
                Add(_end - _start - 1, true);
                break;
        }

        return Finish(_end - _start, _end);
    }

    /// <summary>The buffer is used up: a record beyond the limit ends here.</summary>
    private bool TooLong()
    {
        if (_end - _start <= _maxRecord || _state is State.Record or State.Comment or State.Skip)
        {
            return false;
        }

        if (_state == State.Quoted)
        {
            return Unclosed();
        }

        Fault ??= LongRecord;
        _linesOfRecord = _buffer.AsSpan(_start, _end - _start).Count((byte)'\n');
        _head = _buffer.AsSpan(_start, Math.Min(_end - _start, RowFault.HeadBytes)).ToArray();
        _tooLong = true;
        _state = State.Skip;
        _start = _scan = _end;
        return false;
    }

    /// <summary>A quote that does not close: its first line is no record, and what lies behind is read anew.</summary>
    private bool Unclosed()
    {
        Fail("a quote is not closed", _fieldStart - 1);
        var line = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        return line < 0 && !_atEnd ? TooLong() : Finish(line < 0 ? _end - _start : line, line < 0 ? _end : _start + line + 1);
    }
}
