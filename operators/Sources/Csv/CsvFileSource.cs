using StreamEngine.Config;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources.Mapping;
using StreamEngine.Sources.Packing;

namespace StreamEngine.Sources.Csv;

/// <summary>Reads rows from files of comma-separated values: formats known by name, files of any other maker through a mapping, and what <c>csv_file</c> as a sink writes.</summary>
/// <remarks>
/// <para>RFC 4180: fields in quotes may hold delimiters, line ends and doubled quotes; LF or CRLF; with or without a mark in front (UTF-8) and a last line end. Empty lines are passed over. An empty field is null, an empty text in
/// quotes is a text. Prices and sizes are exact to 15 significant digits, times to the nanosecond; nothing is rounded. A word outside an enum becomes <c>unknown</c>. What <c>csv_file</c> as a sink writes is read back value for
/// value, with <c>schema</c> or with <c>columns</c> that say the types.</para>
/// <para>Stream time is the newest <c>ts</c> so far, over all files.</para>
/// <para>Edge cases: empty lines are passed over; an empty field is null, an empty text in quotes is a text; a record that is no row goes to port <c>error</c> with file, line and column, and its bytes up to 4 KiB: another number
/// of fields than the first record, a quote that does not close, a value of another type, of more than 15 digits, a time outside 2000 to 2100, a word that <c>values</c> does not list.</para>
/// <para>Emits a batch of what is read, up to <c>batch.max</c> rows; holds nothing back; completes after the last record of the last file; fails when a file is missing, unreadable, cut
/// off, lacks a column, or is not what its checksum says. No warm-up. Cost: about 0.9 µs a trade of seven fields, without allocation. Memory: one buffer of the longest record and one batch. Position: file and line.</para>
/// </remarks>
[Operator("csv_file", OperatorKind.Source)]
public sealed class CsvFileSource(CsvFileSourceOptions options) : MappedSource
{
    private MappingPlan? _plan;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        if (options.Format is not null && (options.Schema is not null || options.Columns.Count > 0))
        {
            scope.Report("format", MappingErrors.Mapping, "option 'format' says the columns, and 'schema' or 'columns' is given too", "remove one of them");
        }

        if (options.Format is null && options.Schema is null && options.Columns.Count == 0)
        {
            scope.Report(null, FileErrors.Columns, "the columns are not known", "write 'schema: trade/1' for a canonical schema, 'format: binance_trades' for a known format, or 'columns: { ts: timestamp, … }'");
        }

        Character(scope, "delimiter", options.Delimiter);
        Character(scope, "comment", options.Comment);
        if (scope.Failed)
        {
            return [];
        }

        var request = options.Format is { } format
            ? CsvFormats.Request(format, options, scope)
            : new MappingRequest(options.Schema, options.Columns) { Venue = options.Venue, Symbol = options.Symbol, Interval = options.Interval, Message = options.Message };
        _plan = request is null ? null : new MappingBinder(scope, request with { HasPositions = true, IsNameless = options.Header == "false" }).Bind();
        return _plan is null ? [] : [new PortShape(_plan.Schema)];
    }

    /// <inheritdoc/>
    private protected override (IReadOnlyList<FilePath> Files, MappedRows Rows, ErrorCode Code) Open(SourceContext context) =>
        (options.Path, new MappedRows(_plan ?? throw new InvalidOperationException("read before it was bound: a bug in the engine"), context.Ports[0], options.Missing, options.Decimal == ","), MappingErrors.Record);

    /// <inheritdoc/>
    private protected override IRowReader OpenFile(string path, MappedRows rows)
    {
        FileChecksum.Check(path, options.Checksum);
        var delimiter = options.Delimiter == "tab" ? (byte)'\t' : (byte)options.Delimiter[0];
        var reader = new CsvReader(PackedFile.Open(path, options.Member), delimiter, options.Comment is { } comment ? comment[0] : -1, (int)options.MaxLine.Bytes);
        return new CsvRows(reader, rows, path, options.Header == "auto" ? null : options.Header == "true");
    }

    private static void Character(BindScope scope, string option, string? text)
    {
        if (text is not null && text != "tab" && (text.Length != 1 || text[0] >= 128 || char.IsAsciiLetterOrDigit(text[0]) || text[0] is '"' or '\n' or '\r' or '.' or '-'))
        {
            scope.Report(option, MappingErrors.Mapping, $"option '{option}' is '{text}'; it must be one character such as ; or |{(option == "delimiter" ? ", or tab" : "")}");
        }
    }
}
