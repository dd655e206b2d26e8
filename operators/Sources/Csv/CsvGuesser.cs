using System.Globalization;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sources.Mapping;
using StreamEngine.Sources.Packing;

namespace StreamEngine.Sources.Csv;

/// <summary>Tells what a CSV file is by its first lines and its name, so that it can be looked at without options.</summary>
public static class CsvGuesser
{
    private const int MostLines = 200;
    private const int MostComments = 1_000;
    private const int MaxLine = 1 << 20;
    private const int LongInteger = 12;

    private static readonly string[] TimeNames = ["ts", "timestamp", "time", "datetime", "date", "open_time", "opentime", "time_seconds", "timestampofreceive", "transact_time", "unix"];

    private static readonly string[] TimePatterns =
    [
        "yyyy-MM-dd HH:mm:ss.F", "yyyy-MM-dd HH:mm:ss.Fz", "yyyy-MM-ddTHH:mm:ss.F", "yyyy-MM-ddTHH:mm:ss.Fz", "yyyyMMdd HH:mm:ss", "yyyyMMdd HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd", "d-MMM-yy",
    ];

    /// <summary>What a file seems to be.</summary>
    /// <param name="firstLines">Its first lines, unpacked; a hundred are enough.</param>
    /// <param name="path">Its path: dumps of Binance say symbol and kind in their names.</param>
    public static CsvGuess Guess(IReadOnlyList<string> firstLines, string path)
    {
        var isCommented = firstLines.Any(line => line.StartsWith('#'));
        var lines = firstLines.Take(MostLines).Select(line => line.TrimStart('\uFEFF')).Where(line => line.Length > 0 && line[0] != '#').ToList();
        if (lines.Count == 0)
        {
            return new CsvGuess(null, "there is no line that is not empty");
        }

        var delimiter = new[] { ',', ';', '\t', '|' }.MaxBy(candidate => lines[0].Count(c => c == candidate));
        var records = Split(lines, delimiter);
        if (records.Count == 0)
        {
            return new CsvGuess(null, "the first record cannot be read");
        }

        var basis = new CsvFileSourceOptions { Path = [new FilePath(path)], Delimiter = delimiter == '\t' ? "tab" : delimiter.ToString(), Comment = isCommented ? "#" : null };
        var isHeader = CsvHeader.IsHeader(records[0]);
        return (isHeader ? Tardis(records[0], basis) ?? Binance(records[0], path, basis) ?? Own(records[0], basis) : BinanceByName(records[0], path, basis))
            ?? (isHeader ? Generic(records, basis) : new CsvGuess(null, $"there is no header, and {records[0].Count} fields are none of the known formats: say the columns by position"));
    }

    /// <summary>What a file seems to be: plain, gzip or zip.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="member">The member of a zip file that has several.</param>
    /// <exception cref="IOException">It is not there, or cannot be read; the message says which and why.</exception>
    public static CsvGuess GuessFile(string path, string? member = null)
    {
        using var lines = new LineReader(PackedFile.Open(path, member), MaxLine, RowFault.HeadBytes);
        var first = new List<string>();
        do
        {
            while (first.Count < MostComments && lines.TryNext(out var line, out _))
            {
                first.Add(Encoding.UTF8.GetString(line));
            }
        }
        while (first.Count < MostComments && lines.Fill(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        var guess = Guess(first, path);
        return guess.Options is { } options ? guess with { Options = options with { Member = member } } : guess;
    }

    private static List<List<string>> Split(List<string> lines, char delimiter)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        using var reader = new CsvReader(new MemoryStream(bytes), (byte)delimiter, -1, Math.Max(1024, bytes.Length));
        var records = new List<List<string>>();
        do
        {
            while (reader.TryNext())
            {
                if (reader.Fault is null && (records.Count == 0 || reader.Count == records[0].Count))
                {
                    records.Add([.. Enumerable.Range(0, reader.Count).Select(f => Encoding.UTF8.GetString(reader.Record.Slice(reader[f].Start, reader[f].Length)))]);
                }
            }
        }
        while (reader.Fill(CancellationToken.None).AsTask().GetAwaiter().GetResult());
        return records;
    }

    private static CsvGuess? Tardis(List<string> header, CsvFileSourceOptions basis)
    {
        if (!header.Contains("exchange") || !header.Contains("local_timestamp"))
        {
            return null;
        }

        var depth = header.Count(name => name.StartsWith("asks[", StringComparison.Ordinal) && name.EndsWith("].price", StringComparison.Ordinal));
        CsvFormat? format = header.Contains("is_snapshot") ? CsvFormat.TardisIncrementalBookL2 : depth > 0 ? CsvFormat.TardisBookSnapshot : header.Contains("bid_price") ? CsvFormat.TardisQuotes
            : header.Contains("amount") && header.Contains("id") && header.Contains("side") ? CsvFormat.TardisTrades : null;
        return format is { } known
            ? new CsvGuess(basis with { Format = known, Depth = depth > 0 ? Math.Min(depth, 1000) : basis.Depth }, $"{Name(known)}, by its header")
            : new CsvGuess(null, $"this kind of Tardis file is not read; those that are: trades, quotes, book_ticker, incremental_book_L2, book_snapshot (there are: {string.Join(", ", header)})");
    }

    private static CsvGuess? Binance(List<string> header, string path, CsvFileSourceOptions basis)
    {
        for (var format = CsvFormat.BinanceTrades; format <= CsvFormat.BinanceBookDepth; format++)
        {
            foreach (var market in new[] { CsvMarket.Spot, CsvMarket.Usdm, CsvMarket.Coinm })
            {
                if (header.SequenceEqual(CsvFormats.Fields(format, market)))
                {
                    var told = format is CsvFormat.BinanceKlines or CsvFormat.BinanceAggTrades or CsvFormat.BinanceBookTicker or CsvFormat.BinanceBookDepth && market != CsvMarket.Coinm && IsCoin(path) ? CsvMarket.Coinm : market;
                    return Dump(format, told, path, basis, "by its header");
                }
            }
        }

        return null;
    }

    /// <summary>Dumps without header: the name says the kind, and the number of fields must be right. Twelve fields of which the first and the seventh are times are bars whatever the name.</summary>
    private static CsvGuess? BinanceByName(List<string> record, string path, CsvFileSourceOptions basis)
    {
        var name = FileName(path);
        var isFutures = path.Contains("futures", StringComparison.OrdinalIgnoreCase) || path.Contains("usdm", StringComparison.OrdinalIgnoreCase);
        var market = IsCoin(path) ? CsvMarket.Coinm : isFutures ? CsvMarket.Usdm : CsvMarket.Spot;
        CsvFormat? format = name.Contains("-aggTrades-", StringComparison.Ordinal) ? CsvFormat.BinanceAggTrades
            : name.Contains("-trades-", StringComparison.Ordinal) ? CsvFormat.BinanceTrades
            : name.Contains("-bookTicker-", StringComparison.Ordinal) ? CsvFormat.BinanceBookTicker
            : name.Contains("-bookDepth-", StringComparison.Ordinal) ? CsvFormat.BinanceBookDepth
            : record.Count == CsvFormats.Fields(CsvFormat.BinanceKlines).Count && IsTime(record[0]) && IsTime(record[6]) ? CsvFormat.BinanceKlines
            : null;
        if (format == CsvFormat.BinanceTrades && record.Count == CsvFormats.Fields(CsvFormat.BinanceTrades, CsvMarket.Usdm).Count && market == CsvMarket.Spot)
        {
            market = CsvMarket.Usdm;
        }

        return format is { } known && (CsvFormats.Fields(known, market).Count == record.Count || (known == CsvFormat.BinanceAggTrades && record.Count is 7 or 8)) ? Dump(known, market, path, basis, "by its name and fields") : null;
    }

    private static CsvGuess Dump(CsvFormat format, CsvMarket market, string path, CsvFileSourceOptions basis, string by)
    {
        var symbol = FileName(path).Split('-')[0];
        return symbol.Length == 0 || !symbol.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? new CsvGuess(null, $"{Name(format)}, {by}, but the file name does not start with the symbol: say it with 'symbol'")
            : new CsvGuess(basis with { Format = format, Market = format is CsvFormat.BinanceBookTicker or CsvFormat.BinanceBookDepth && market == CsvMarket.Spot ? null : market, Symbol = symbol }, $"{Name(format)} of {symbol}, {by}");
    }

    private static CsvGuess? Own(List<string> header, CsvFileSourceOptions basis) =>
        Schemas.All.FirstOrDefault(schema => schema.Fields.Select(f => f.Name).SequenceEqual(header)) is { } known
            ? new CsvGuess(basis with { Schema = known.Name, Header = "true" }, $"{known.Name}, by its header")
            : null;

    private static CsvGuess Generic(List<List<string>> records, CsvFileSourceOptions basis)
    {
        var header = records[0];
        var time = TimeNames.Select(name => header.FindIndex(field => field.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(index => index >= 0, -1);
        if (time < 0)
        {
            return new CsvGuess(null, $"no field is recognisably a time: say where it is with columns: {{ ts: {{ from: NAME, time: ms }} }} (there are: {string.Join(", ", header)})");
        }

        var rows = records.Skip(1).ToList();
        var isOwn = header[time] == "ts";
        var form = isOwn ? null : new[] { "auto" }.Concat(TimePatterns).FirstOrDefault(form => rows.Count > 0 && rows.All(row => IsTime(row[time], form)));
        if (form is null && !isOwn)
        {
            return new CsvGuess(null, $"field '{header[time]}' is not written as a time in a form that says itself{(rows.Count > 0 ? $", such as {MappedCell.Show(Encoding.UTF8.GetBytes(rows[0][time]))}" : "")}: say how with columns: {{ ts: {{ from: {header[time]}, time: PATTERN }} }}");
        }

        var columns = new Dictionary<string, ColumnOptions>(StringComparer.Ordinal) { ["ts"] = isOwn ? new ColumnOptions { From = "timestamp" } : new ColumnOptions { From = Position(time), Type = "timestamp", Time = form } };
        for (var f = 0; f < header.Count; f++)
        {
            var name = ColumnName(header[f], f);
            if (f != time && !columns.TryAdd(name, new ColumnOptions { From = Position(f), Type = TypeOf(rows.Select(row => row[f])), Computed = true }))
            {
                columns.Add(string.Create(CultureInfo.InvariantCulture, $"{name}_{f + 1}"), new ColumnOptions { From = Position(f), Type = TypeOf(rows.Select(row => row[f])), Computed = true });
            }
        }

        return new CsvGuess(basis with { Columns = columns, Header = "true" }, $"rows of {header.Count} fields with the time in '{header[time]}'{(form is null or "auto" ? "" : $" ({form}, taken as UTC)")}");
    }

    private static string TypeOf(IEnumerable<string> values)
    {
        var given = values.Select(value => value.Trim()).Where(value => value.Length > 0).ToList();
        if (given.Count > 0 && given.TrueForAll(value => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) && given.Exists(value => value.Length >= LongInteger))
        {
            return "int64?";
        }

        var cell = new DoubleCell(ColumnType.Float64, null, 0, computed: true);
        return given.Count > 0 && given.TrueForAll(value => cell.Set(Encoding.UTF8.GetBytes(value), 0) is null) ? "float64?"
            : given.Count > 0 && given.TrueForAll(value => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)) ? "decimal?"
            : "string?";
    }

    private static bool IsTime(string text, string form = "auto")
    {
        TimeReader reader = form == "auto" ? new AutoTime() : new PatternTime(form, TimePattern.Parse(form)!, 0);
        return reader.TryRead(Encoding.UTF8.GetBytes(text.Trim()), out _, out _);
    }

    private static string ColumnName(string field, int position)
    {
        var name = new string([.. field.Trim().Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_')]);
        return name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : string.Create(CultureInfo.InvariantCulture, $"field_{position + 1}");
    }

    private static string Position(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string Name(CsvFormat format) => OptionNames.ToSnakeCase(format.ToString());

    private static bool IsCoin(string path) => FileName(path).Contains("USD_", StringComparison.Ordinal);

    private static string FileName(string path) => Path.GetFileName(path);
}
