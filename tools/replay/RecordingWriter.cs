using System.IO.Compression;
using StreamEngine.Arrow;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Sinks;

namespace StreamEngine.Replay;

/// <summary>Writes rows to a file, beside its name until <see cref="Publish"/>, or to a stream. Row by row: the bytes do not depend on batch cuts.</summary>
public sealed class RecordingWriter : IDisposable
{
    private readonly WriteOptions _options;
    private readonly StagedFile? _file;
    private readonly Stream _stream;
    private readonly SchemaFile _types;
    private readonly ArrowWriter? _arrow;
    private readonly CsvText? _csv;
    private readonly JsonlText? _jsonl;
    private bool _isPublished;

    private RecordingWriter(StagedFile? file, Stream stream, Schema schema, WriteOptions options)
    {
        _file = file;
        _options = options;
        _stream = options.Gzip ? new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true) : stream;
        _types = new SchemaFile(schema, options.Stamps ? SchemaFile.StampsOf(schema) : null);
        switch (options.Format)
        {
            case RecordingFormat.Csv:
                _csv = new CsvText(_stream, options.Times, _types.Stamps, isExact: true);
                _csv.WriteHeader(schema);
                break;
            case RecordingFormat.Jsonl:
                _jsonl = new JsonlText(_stream, schema, options.Times, _types.Stamps, isExact: true);
                break;
            default:
                _arrow = new ArrowWriter(_stream, schema, options.Format == RecordingFormat.ArrowStream ? ArrowFraming.Stream : ArrowFraming.File, stamps: options.Stamps, compression: options.Compression);
                break;
        }
    }

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Starts a file; folders are made.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static RecordingWriter Create(string file, Schema schema, WriteOptions options)
    {
        var staged = StagedFile.Create("replay", new FilePath(file));
        return new RecordingWriter(staged, staged.Stream, schema, options);
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    public static RecordingWriter To(Stream stream, Schema schema, WriteOptions options) => new(null, stream, schema, options);

    /// <summary>Writes the rows of a batch.</summary>
    /// <exception cref="IOException">The disk refuses, or a value has no place in the format; the message says which row and column.</exception>
    public void Write(Batch batch)
    {
        try
        {
            _arrow?.Write(batch);
            for (var i = 0; i < batch.Count; i++)
            {
                _csv?.WriteRow(batch, batch.Row(i));
                _jsonl?.WriteRow(batch, batch.Row(i));
                Rows++;
            }
        }
        catch (InvalidDataException odd)
        {
            throw new IOException(_arrow is null ? FormattableString.Invariant($"row {Rows + 1}: {odd.Message}") : odd.Message, odd);
        }
    }

    /// <summary>Hands over what is collected, so that a reader of the stream sees it.</summary>
    public void Flush()
    {
        _csv?.Flush();
        _jsonl?.Flush();
        _stream.Flush();
    }

    /// <summary>All is written: the file is put on the disk and takes its name, with the file of its types.</summary>
    public void Publish()
    {
        _arrow?.Complete();
        Flush();
        if (_options.Gzip)
        {
            _stream.Dispose();
        }

        if (_arrow is null)
        {
            _file?.Publish(_options.Bare ? null : _types);
        }
        else
        {
            _file?.Publish();
        }

        _isPublished = true;
    }

    /// <summary>Takes away what was not published.</summary>
    public void Dispose()
    {
        _arrow?.Dispose();
        if (!_isPublished)
        {
            _file?.Discard();
        }
    }
}
