using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Runtime;

namespace StreamEngine.Testing;

/// <summary>Reads the rows of a part of a file.</summary>
internal sealed class SliceReader(CaseSettings settings, Problems problems) : IRowErrors
{
    /// <summary>Most rows a case takes from a file.</summary>
    public const int MostRows = 200_000;

    private string? _error;

    /// <summary>The rows; null when they cannot be read (reported).</summary>
    public async Task<IReadOnlyList<CaseRow>?> Read(FileSlice slice, Schema schema)
    {
        if (settings.Files(slice.Path, schema) is not { } source)
        {
            return Refuse(slice, $"file {ProblemText.Quote(slice.Path)} is of no kind that rows of {schema.Name ?? "this shape"} can be read from", "name an .arrow, .jsonl or .csv file, or for frames a capture");
        }

        var rows = new List<CaseRow>();
        try
        {
            await Fill(rows, source, slice, schema);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refuse(slice, failure.Message, null);
        }

        return _error is not null ? Refuse(slice, _error, "give rows that can be read")
            : rows.Count > MostRows ? Refuse(slice, string.Create(CultureInfo.InvariantCulture, $"more than {MostRows} rows; a case takes at most that many"), "say rows: 1000, or from and to")
            : rows;
    }

    /// <inheritdoc/>
    public void Report(long at, string code, string reason, string original) => _error ??= reason;

    private async Task Fill(List<CaseRow> rows, Source source, FileSlice slice, Schema schema)
    {
        var symbols = new SymbolTables();
        var pool = new BufferPool();
        var writer = new PortWriter(schema, null, symbols, pool);
        var context = new SourceContext("file", [writer], 1024, symbols, pool, settings.Clock, this);
        var number = 0L;
        var isFull = false;
        await foreach (var delivery in source.Read(context, CancellationToken.None))
        {
            using var batch = delivery.Batch;
            for (var i = 0; i < batch.Count && !isFull; i++, number++)
            {
                var at = batch.At(i);
                isFull = rows.Count >= (slice.Rows ?? MostRows + 1) || at >= slice.To;
                if (!isFull && number >= slice.Skip && at >= slice.From)
                {
                    rows.Add(new CaseRow(at, [.. schema.Fields.Select((_, c) => batch.Column(c).Value(batch.Row(i)))]));
                }
            }

            if (isFull || _error is not null)
            {
                return;
            }
        }
    }

    private List<CaseRow>? Refuse(FileSlice slice, string message, Suggestion? help)
    {
        problems.Add(CaseCodes.Slice, slice.Span, null, message, help);
        return null;
    }
}
