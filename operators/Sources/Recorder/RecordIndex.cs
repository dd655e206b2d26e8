using System.Globalization;
using System.Text;

namespace StreamEngine.Sources.Recorder;

/// <summary>The connections of a file: found in one pass before the first row. Knows a few numbers a connection, no line.</summary>
internal sealed class RecordIndex
{
    /// <summary>Most connections that are merged.</summary>
    public const int MaxMerged = 64;

    private const int MaxConnections = 10_000;
    private const int MaxName = 1024;

    private readonly Dictionary<string, RecordConnection> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordConnection>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private RecordConnection? _current;
    private long _newest = long.MinValue;
    private bool _isSorted = true;

    private RecordIndex() => _lookup = _byName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The connections to merge; one without a name when the file is in order as it is.</summary>
    /// <exception cref="IOException">The file is cut off or damaged, or has too many connections.</exception>
    public static async ValueTask<IReadOnlyList<RecordConnection>> Read(RecordFile file, CancellationToken stop)
    {
        if (file.Form == CaptureForm.Text)
        {
            return [new RecordConnection(null, 1)];
        }

        var index = new RecordIndex();
        using var lines = file.Open();
        var (form, record) = (file.NewForm(), new CaptureRecord());
        do
        {
            index.Add(lines, form, record, file);
        }
        while (await CaptureStream.Fill(lines, file.Path, stop).ConfigureAwait(false));
        return index._isSorted ? [new RecordConnection(null, 1)]
            : index._byName.Count <= MaxMerged ? [.. index._byName.Values]
            : throw TooMany(file.Path, $"has records of {index._byName.Count} connections that are not in order of time; at most {MaxMerged} are merged");
    }

    private static IOException TooMany(string path, string reason) =>
        new($"error {CaptureErrors.TooManyConnections.Code}: capture '{path}' {reason}; sort its lines by 'ts', or cut it into files of fewer connections");

    private void Add(LineReader lines, IRecordForm form, CaptureRecord record, RecordFile file)
    {
        Span<char> name = stackalloc char[MaxName];
        while (lines.TryNext(out var line, out var tooLong))
        {
            line = RecordFile.Content(lines, line);
            if (line.Length == 0 && !tooLong)
            {
                continue;
            }

            var fault = tooLong ? "" : form.ReadHead(line, record);
            if (tooLong || record.Connection.Length == 0)
            {
                record.Clear();
            }

            var connection = Of(record, lines.Number, name, file);
            if (fault is null && record.Kind != RecordKind.Header)
            {
                connection.Key = Math.Max(connection.Key, record.Ts);
            }

            if (connection.FirstLine == lines.Number)
            {
                connection.FirstKey = connection.Key;
            }

            connection.LastLine = lines.Number;
            _isSorted &= connection.Key >= _newest;
            _newest = Math.Max(_newest, connection.Key);
            _current = connection;
        }
    }

    private RecordConnection Of(CaptureRecord record, long line, Span<char> name, RecordFile file)
    {
        if (record.Connection.Length == 0 && _current is not null)
        {
            return _current;
        }

        if (record.Connection.Length > MaxName)
        {
            throw TooMany(file.Path, string.Create(CultureInfo.InvariantCulture, $"names a connection by {record.Connection.Length} bytes (line {line}); at most {MaxName} are read"));
        }

        var text = name[..Encoding.UTF8.GetChars(record.Connection, name)];
        if (_lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_byName.Count == MaxConnections)
        {
            throw TooMany(file.Path, string.Create(CultureInfo.InvariantCulture, $"has records of more than {MaxConnections} connections"));
        }

        var connection = new RecordConnection(record.Connection.ToArray(), line);
        _lookup[text] = connection;
        return connection;
    }
}
