using System.Text;

namespace StreamEngine.Cli.Tapping;

/// <summary>Lines of a reader, none longer than a limit.</summary>
internal sealed class BoundedLines(TextReader reader, int most)
{
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _next;
    private int _end;

    /// <summary>Whether a whole line is at hand.</summary>
    public bool HasNext => _buffer.AsSpan(_next, _end - _next).Contains('\n');

    /// <summary>The next line without its end; null when there is none.</summary>
    /// <exception cref="InvalidDataException">A line is longer.</exception>
    public async Task<string?> Next()
    {
        _line.Clear();
        while (true)
        {
            if (_next == _end)
            {
                (_next, _end) = (0, await reader.ReadAsync(_buffer.AsMemory()));
                if (_end == 0)
                {
                    return null; // a line without end was cut off
                }
            }

            var found = _buffer.AsSpan(_next, _end - _next).IndexOf('\n');
            var length = found < 0 ? _end - _next : found;
            if (_line.Length + length > most)
            {
                throw new InvalidDataException($"a line is longer than {most} characters");
            }

            _line.Append(_buffer, _next, length);
            _next += found < 0 ? length : length + 1;
            if (found >= 0)
            {
                return _line.ToString();
            }
        }
    }
}
