using System.Text;
using StreamEngine.Sources.Mapping;

namespace StreamEngine.Sources.Json;

/// <summary>A value a line; empty lines are passed over.</summary>
internal sealed class JsonLines(Stream stream, int maxLine) : IJsonRecords
{
    private readonly LineReader _lines = new(stream, maxLine, RowFault.HeadBytes);

    /// <inheritdoc/>
    public long Line => _lines.Number;

    /// <inheritdoc/>
    public bool TryNext(out ReadOnlySpan<byte> value, out bool tooLong)
    {
        while (_lines.TryNext(out value, out tooLong))
        {
            if (_lines.Number == 1 && value.StartsWith(Encoding.UTF8.Preamble))
            {
                value = value[Encoding.UTF8.Preamble.Length..];
            }

            if (tooLong || value.TrimStart(" \t"u8).Length > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public ValueTask<bool> Fill(CancellationToken stop) => _lines.Fill(stop);

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
