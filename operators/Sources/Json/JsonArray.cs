using System.Globalization;
using System.Text;
using System.Text.Json;

namespace StreamEngine.Sources.Json;

/// <summary>The elements of one array of one JSON document, read from front to back without holding more than one of them.</summary>
/// <param name="stream">The bytes of the document.</param>
/// <param name="path">Names that lead to the array; null when the document is the array.</param>
/// <param name="maxElement">Most bytes of an element.</param>
internal sealed class JsonArray(Stream stream, JsonPath? path, int maxElement) : IJsonRecords
{
    private const int FirstBuffer = 1 << 17;
    private const int MaxDepth = 64;

    private readonly int _steps = path?.Count ?? 0;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private bool _atEnd;
    private bool _begun;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MaxDepth });
    private int _level;
    private bool _isValueOfStep;
    private bool _inArray;
    private bool _done;
    private long _lines;

    /// <inheritdoc/>
    public long Line { get; private set; }

    /// <inheritdoc/>
    public bool TryNext(out ReadOnlySpan<byte> value, out bool tooLong)
    {
        value = default;
        tooLong = false;
        if (_done || !_begun)
        {
            return false;
        }

        try
        {
            return (_inArray || Seek()) && ReadElement(out value);
        }
        catch (JsonException invalid)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"line {_lines + 1 + (invalid.LineNumber ?? 0)} is not valid JSON"), invalid);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> Fill(CancellationToken stop)
    {
        if (_atEnd || _done)
        {
            return false;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, maxElement + (long)FirstBuffer));
        }

        // half a buffer at least, so that an element that spans many reads is not looked at after each of them
        var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_end), (_buffer.Length - _end + 1) / 2, throwOnEndOfStream: false, stop).ConfigureAwait(false);
        _end += read;
        _atEnd = read == 0;
        if (!_begun)
        {
            _begun = true;
            _start = _buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    /// <summary>Reads up to the array; false when more bytes are needed.</summary>
    private bool Seek()
    {
        if (_atEnd && _start == _end)
        {
            throw new InvalidDataException(_steps == 0 ? "the document is empty" : $"there is no array '{path!.Text}'");
        }

        var json = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _atEnd, _state);
        while (json.Read())
        {
            if (_level == _steps && (_steps == 0 || _isValueOfStep))
            {
                if (json.TokenType != JsonTokenType.StartArray)
                {
                    throw new InvalidDataException(_steps == 0 ? "the document is not an array: say with 'array' where it stands" : $"'{path!.Text}' is not an array");
                }

                _inArray = true;
                Take(json, (int)json.BytesConsumed);
                return true;
            }

            if (_isValueOfStep && json.TokenType != JsonTokenType.StartObject)
            {
                throw new InvalidDataException($"there is no array '{path!.Text}'");
            }

            _isValueOfStep = json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == _level + 1 && json.ValueTextEquals(path!.Name(_level) ?? []);
            _level += _isValueOfStep ? 1 : 0;
            if (json.TokenType == JsonTokenType.EndObject && json.CurrentDepth <= _level)
            {
                throw new InvalidDataException($"there is no array '{path!.Text}'");
            }
        }

        Take(json, (int)json.BytesConsumed);
        return false;
    }

    private bool ReadElement(out ReadOnlySpan<byte> value)
    {
        value = default;
        var json = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _atEnd, _state);
        if (!json.Read())
        {
            return TooLong();
        }

        if (json.TokenType == JsonTokenType.EndArray)
        {
            _done = true;
            return false;
        }

        var from = (int)json.TokenStartIndex;
        if (!json.TrySkip())
        {
            return TooLong();
        }

        var start = _start + from;
        value = _buffer.AsSpan(start, (int)json.BytesConsumed - from);
        if (value.Length > maxElement)
        {
            throw Long();
        }

        Line = _lines + 1 + _buffer.AsSpan(_start, from).Count((byte)'\n');
        Take(json, (int)json.BytesConsumed);
        return true;
    }

    private void Take(Utf8JsonReader json, int bytes)
    {
        _lines += _buffer.AsSpan(_start, bytes).Count((byte)'\n');
        _state = json.CurrentState;
        _start += bytes;
    }

    private bool TooLong() => _end - _start > maxElement ? throw Long() : false;

    private InvalidDataException Long() => new(string.Create(CultureInfo.InvariantCulture, $"an element of the array is longer than max_line, {maxElement} bytes"));
}
