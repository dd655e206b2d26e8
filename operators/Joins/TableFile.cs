using System.Globalization;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.Sources;
using StreamEngine.Sources.Csv;
using StreamEngine.Sources.Mapping;
using StreamEngine.Time;

namespace StreamEngine.Joins;

/// <summary>A file that holds a table: its columns, known when the pipeline is bound, and its rows.</summary>
internal sealed class TableFile
{
    private const int RowsAtOnce = 1024;

    private readonly LookupOptions _options;
    private readonly string _form;

    private TableFile(LookupOptions options, string form, Schema schema)
    {
        _options = options;
        _form = form;
        Schema = schema;
    }

    /// <summary>Types that rows can be looked up by.</summary>
    public static ReadOnlySpan<TypeKind> KeyKinds => [TypeKind.Symbol, TypeKind.String, TypeKind.Enum, TypeKind.Bool, TypeKind.Int32, TypeKind.Int64, TypeKind.Timestamp, TypeKind.Duration];

    /// <summary>The columns that are read.</summary>
    public Schema Schema { get; }

    private string Path => _options.Path.Path;

    /// <summary>Whether values of two types are the same when their texts are.</summary>
    public static bool Comparable(ColumnType one, ColumnType other) => Class(one) == Class(other);

    /// <summary>Finds out the columns; null when something was reported.</summary>
    public static TableFile? Bind(LookupOptions options, BindScope scope)
    {
        var form = System.IO.Path.GetExtension(options.Path.Path).TrimStart('.').ToLowerInvariant();
        var schema = form switch
        {
            "arrow" => OfArrow(options, scope),
            "csv" or "jsonl" => OfText(options, scope),
            _ => null,
        };
        if (form is not ("arrow" or "csv" or "jsonl"))
        {
            scope.Report("path", FileErrors.Columns, $"file '{options.Path.Path}' is no table that can be read; its name must end in .csv, .jsonl or .arrow");
        }

        foreach (var by in options.By.Where(b => schema is not null && !schema.Has(b.Name)))
        {
            scope.Report("by", JoinCodes.KeyType.Code, $"the table has no column '{by}'; there are: {NameList.Of([.. schema!.Fields.Select(f => f.Name)])}", Nearest.Question(by.Name, schema.Fields.Select(f => f.Name)));
        }

        return schema is null || scope.Failed ? null : new TableFile(options, form, schema);
    }

    /// <summary>Reads the rows into a table.</summary>
    /// <exception cref="IOException">The file cannot be read, does not fit or holds a key twice; the message says where.</exception>
    public void Read(OperatorContext context, LookupTable table)
    {
        var rows = new TableRows(Path, [.. _options.By.Select(b => Schema.IndexOf(b.Name))], _options.MaxRows, table);
        if (_form == "arrow")
        {
            ReadArrow(context, rows);
            return;
        }

        using var text = new MemoryStream(Bytes());
        var port = new PortWriter(Schema, null, context.Symbols, context.Pool);
        try
        {
            if (_form == "csv")
            {
                ReadCsv(text, port, rows);
            }
            else
            {
                ReadJsonl(text, port, rows);
            }

            rows.Take(port);
        }
        finally
        {
            port.Clear();
        }
    }

    private static string Class(ColumnType type) => type.Kind switch
    {
        TypeKind.Symbol or TypeKind.String or TypeKind.Enum => "text",
        TypeKind.Int32 or TypeKind.Int64 => "whole",
        _ => type.Text,
    };

    private static Schema? OfArrow(LookupOptions options, BindScope scope)
    {
        if (options.Columns.Count > 0)
        {
            scope.Report("columns", FileErrors.Columns, "option 'columns' is given, and an arrow file says its columns itself", "remove it");
            return null;
        }

        try
        {
            using var rows = ArrowRows.Open(options.Path.Path, new BufferPool(), new SymbolTables());
            return rows.Schema;
        }
        catch (IOException unreadable)
        {
            scope.Report("path", FileErrors.Missing, $"the columns cannot be read: {unreadable.Message}", "correct the path");
            return null;
        }
    }

    private static Schema? OfText(LookupOptions options, BindScope scope)
    {
        var fields = new List<Field>();
        foreach (var (name, written) in options.Columns)
        {
            var nullable = written.EndsWith('?');
            if (ColumnType.TryParse(nullable ? written[..^1] : written, out var type))
            {
                fields.Add(new Field(name, type, nullable));
            }
            else
            {
                scope.Report("columns", FileErrors.Columns, $"column '{name}' has the type '{written}'; it must be bool, int32, int64, float32, float64, decimal, timestamp, duration, string, symbol, json, enum<a|b> or vector<float64, n>");
                return null;
            }
        }

        if (fields.Count == 0)
        {
            scope.Report(null, FileErrors.Columns, "the columns of the table are not known", $"write columns: {{ {(options.By.Count > 0 ? options.By[0].Name : "symbol")}: symbol, lot: float64? }}");
            return null;
        }

        return new Schema(null, fields);
    }

    private byte[] Bytes()
    {
        using var file = RowFile.Open(Path);
        if (file.Length > _options.MaxBytes.Bytes)
        {
            throw TableRows.Refused(JoinCodes.TableSize, Path, string.Create(CultureInfo.InvariantCulture, $"it has {file.Length} bytes; max_bytes is {_options.MaxBytes.Bytes}"));
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private void ReadCsv(MemoryStream text, PortWriter port, TableRows rows)
    {
        var plan = new MappingPlan(Schema, [.. Schema.Fields.Select(f => new MappedColumn(f))], [], [], false, []);
        var mapped = new MappedRows(plan, port, [], decimalComma: false);
        using var records = new CsvRows(new CsvReader(text, (byte)',', -1, (int)_options.MaxBytes.Bytes), mapped, Path, header: true);
        do
        {
            for (var read = records.Read(0); read != RowRead.More; read = records.Read(0))
            {
                if (read == RowRead.Fault)
                {
                    throw TableRows.Refused(FileErrors.Unfit, Path, string.Create(CultureInfo.InvariantCulture, $"line {records.Fault.Line}: {records.Fault.Reason}"));
                }

                mapped.Append(0, last: false);
                Commit(port, rows, records.Line);
            }
        }
        while (records.Fill(CancellationToken.None).AsTask().GetAwaiter().GetResult());
    }

    private void ReadJsonl(MemoryStream text, PortWriter port, TableRows rows)
    {
        var json = new JsonRows(port);
        using var lines = new LineReader(text, (int)_options.MaxBytes.Bytes, RowsAtOnce);
        do
        {
            while (lines.TryNext(out var line, out _))
            {
                if (line.TrimStart(" \t"u8).Length == 0)
                {
                    continue;
                }

                if (json.Read(line, out var column) is { } problem)
                {
                    throw TableRows.Refused(FileErrors.Unfit, Path, string.Create(CultureInfo.InvariantCulture, $"line {lines.Number}, column {column}: {problem}"));
                }

                Commit(port, rows, lines.Number);
            }
        }
        while (lines.Fill(CancellationToken.None).AsTask().GetAwaiter().GetResult());
    }

    private void ReadArrow(OperatorContext context, TableRows rows)
    {
        using var file = ArrowRows.Open(Path, context.Pool, context.Symbols);
        if (!file.Schema.SameShape(Schema))
        {
            throw TableRows.Refused(FileErrors.Unfit, Path, $"its columns are {file.Schema}; when the pipeline was bound they were {Schema}");
        }

        while (file.Read() is { } batch)
        {
            using (batch)
            {
                rows.Take(batch);
            }
        }
    }

    private static void Commit(PortWriter port, TableRows rows, long line)
    {
        port.Commit(StreamTime.Start);
        rows.Lines.Add(line);
        if (port.Count == RowsAtOnce)
        {
            rows.Take(port);
        }
    }
}
