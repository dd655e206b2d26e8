using System.Text;
using StreamEngine.Runtime;
using StreamEngine.Sources;

namespace StreamEngine.Replay;

/// <summary>Rows of JSON Lines. Empty lines are skipped.</summary>
internal sealed class JsonlRows(Stream stream, PortWriter to) : ITextRows
{
    /// <summary>Longest line.</summary>
    public const int MaxLine = 64 << 20;

    private const int HeadBytes = 4096;

    private readonly LineReader _lines = new(stream, MaxLine, HeadBytes);
    private readonly JsonRows _rows = new(to);
    private byte[] _text = [];
    private int _length;

    public long Line => _lines.Number;

    public long Column { get; private set; }

    public string? Problem { get; private set; }

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    public async ValueTask<bool> Next()
    {
        do
        {
            while (TryRead(out var isRow))
            {
                if (isRow)
                {
                    return true;
                }
            }
        }
        while (await _lines.Fill(CancellationToken.None));
        return false;
    }

    public void Dispose() => _lines.Dispose();

    private bool TryRead(out bool isRow)
    {
        isRow = false;
        if (!_lines.TryNext(out var line, out var tooLong))
        {
            return false;
        }

        if (_lines.Number == 1 && line.StartsWith(Encoding.UTF8.Preamble))
        {
            line = line[Encoding.UTF8.Preamble.Length..];
        }

        if (line.TrimStart(" \t"u8).Length == 0 && !tooLong)
        {
            return true;
        }

        isRow = true;
        Column = 1;
        var column = 1L;
        Problem = tooLong ? "the line is longer than 64 MiB" : _rows.Read(line, out column);
        if (Problem is not null)
        {
            Column = column;
            _length = Math.Min(line.Length, HeadBytes);
            _text = line[.._length].ToArray();
        }

        return true;
    }
}
