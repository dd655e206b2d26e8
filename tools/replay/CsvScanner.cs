using System.Text;

namespace StreamEngine.Replay;

/// <summary>
/// Cuts CSV text into records (RFC 4180: quotes around values, doubled inside, line ends inside quotes; LF or CRLF). Holds one buffer, as long as the longest record. A quote inside a value that does not
/// begin with one is a character like others.
/// </summary>
internal sealed class CsvScanner(Stream stream) : IDisposable
{
    /// <summary>Longest record; a longer one ends the reading.</summary>
    public const int MaxRecord = 64 << 20;

    private readonly List<CsvValue> _values = [];
    private byte[] _buffer = new byte[1 << 16];
    private byte[] _plain = new byte[4096];
    private int _plainLength;
    private int _start;
    private int _end;
    private int _next;
    private long _nextLine = 1;
    private bool _atEnd;
    private bool _isBegun;

    /// <summary>Line the record begins at, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Values of the record.</summary>
    public int Count => _values.Count;

    /// <summary>Whether the record is an empty line.</summary>
    public bool IsEmptyLine => _values is [{ Length: 0, IsQuoted: false }];

    /// <summary>What is wrong with the quotes of the record, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The record as it stands in the file, without its line end.</summary>
    public ReadOnlySpan<byte> Text => _buffer.AsSpan(_start, _next - _start).TrimEnd("\r\n"u8);

    /// <summary>A value without its quotes.</summary>
    public ReadOnlySpan<byte> this[int i] => _plain.AsSpan(_values[i].Start, _values[i].Length);

    /// <summary>Whether a value stands in quotes.</summary>
    public bool IsQuoted(int i) => _values[i].IsQuoted;

    /// <summary>Byte of the record at which a value begins, from 1.</summary>
    public int ColumnOf(int i) => _values[i].At - _start + 1;

    /// <summary>Reads the next record, empty lines included; false at the end.</summary>
    /// <exception cref="IOException">A record is longer than allowed.</exception>
    public bool Next()
    {
        _start = _next;
        Line = _nextLine;
        while (!TryScan())
        {
            Fill();
        }

        var read = _next > _start;
        _nextLine += _buffer.AsSpan(_start, _next - _start).Count((byte)'\n');
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= MaxRecord)
            {
                throw new IOException(FormattableString.Invariant($"a record of the CSV file that begins in line {Line} is longer than {MaxRecord >> 20} MiB: is a quote not closed?"));
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _atEnd = read == 0;
        if (!_isBegun && (_atEnd || _end >= Encoding.UTF8.Preamble.Length))
        {
            _isBegun = true;
            _start = _buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        }
    }

    /// <summary>Reads the record at the start of the buffer; false when more bytes are needed.</summary>
    private bool TryScan()
    {
        _values.Clear();
        _plainLength = 0;
        Problem = null;
        var at = _start;
        if (!_isBegun)
        {
            return false;
        }

        while (true)
        {
            var begin = at;
            var plain = _plainLength;
            var quoted = at < _end && _buffer[at] == '"';
            if (quoted && !TryQuoted(ref at))
            {
                return false;
            }

            var length = _buffer.AsSpan(at, _end - at).IndexOfAny((byte)',', (byte)'\n');
            if (length < 0 && !_atEnd)
            {
                return false;
            }

            var end = length < 0 ? _end : at + length;
            var rest = _buffer.AsSpan(at, end - at);
            var isLast = length < 0 || _buffer[end] == '\n';
            if (isLast && rest is [.., (byte)'\r'])
            {
                rest = rest[..^1];
            }

            if (quoted && rest.Length > 0)
            {
                Problem ??= "a comma or the end of the line must follow a closing quote";
            }

            Keep(rest);
            _values.Add(new CsvValue(begin, plain, _plainLength - plain, quoted));
            if (isLast)
            {
                _next = length < 0 ? _end : end + 1;
                return true;
            }

            at = end + 1;
        }
    }

    /// <summary>Reads a value in quotes and goes behind the closing one; false when more bytes are needed.</summary>
    private bool TryQuoted(ref int at)
    {
        at++;
        while (true)
        {
            var length = _buffer.AsSpan(at, _end - at).IndexOf((byte)'"');
            if (length < 0)
            {
                if (!_atEnd)
                {
                    return false;
                }

                Problem = "a quote is not closed";
                Keep(_buffer.AsSpan(at, _end - at));
                at = _end;
                return true;
            }

            Keep(_buffer.AsSpan(at, length));
            at += length + 1;
            if (at == _end && !_atEnd)
            {
                return false;
            }

            if (at == _end || _buffer[at] != '"')
            {
                return true;
            }

            Keep("\""u8);
            at++;
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_plainLength + bytes.Length > _plain.Length)
        {
            Array.Resize(ref _plain, Math.Max(_plainLength + bytes.Length, _plain.Length * 2));
        }

        bytes.CopyTo(_plain.AsSpan(_plainLength));
        _plainLength += bytes.Length;
    }

    /// <summary>Where a value stands in the buffer, and without quotes in the plain text.</summary>
    private readonly record struct CsvValue(int At, int Start, int Length, bool IsQuoted);
}
