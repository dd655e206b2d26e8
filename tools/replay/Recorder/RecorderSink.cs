using System.Globalization;
using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Replay.Recorder;

/// <summary>
/// Records rows with their stream times into a folder: parts <c>000001.arrow</c>, <c>000002.arrow</c> and so on, in Arrow IPC file format with an index. Rows are handed to the operating system a second after they
/// came at the latest, so that the part being written is readable as far as it goes, also when the process is killed (<see cref="FolderRecording"/>).
/// </summary>
/// <param name="folder">The folder; it holds no recording unless that is to be replaced.</param>
/// <param name="options">How.</param>
public sealed class RecorderSink(string folder, RecordOptions options) : Sink
{
    /// <summary>Rows between two looks at the bytes of a part.</summary>
    private const int RowsBetweenLooks = 256;

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private Schema _schema = null!;
    private FileStream? _file;
    private ArrowWriter? _part;
    private IOException? _failure;
    private long _begun;
    private bool _isFresh;

    /// <summary>Rows recorded.</summary>
    public long Rows { get; private set; }

    /// <summary>Parts begun.</summary>
    public int Parts { get; private set; }

    /// <summary>Name of a part.</summary>
    public static string PartName(int part) => string.Create(CultureInfo.InvariantCulture, $"{part:000000}.arrow");

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    /// <exception cref="IOException">The folder cannot be made, or holds a recording that is not to be replaced.</exception>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _schema = context.Input;
        if (_schema.Has(MetadataKeys.StampRole))
        {
            throw new IOException($"{context.Node}: rows with a column '{MetadataKeys.StampRole}' of their own cannot be recorded: it is the name of the column of stream times");
        }

        Directory.CreateDirectory(folder);
        if (!options.Replaces && File.Exists(Path.Combine(folder, PartName(1))))
        {
            throw new IOException($"'{folder}' holds a recording; name another folder, or --force replaces it");
        }

        for (var old = 1; File.Exists(Path.Combine(folder, PartName(old))); old++)
        {
            File.Delete(Path.Combine(folder, PartName(old)));
        }

        Begin();
        _timer = options.Clock.CreateTimer(_ => Tick(), null, options.Flush, options.Flush);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        lock (_lock)
        {
            if (_failure is not null)
            {
                throw _failure;
            }

            for (var start = 0; start < rows.Count;)
            {
                var count = Fitting(rows, start);
                if (count == 0)
                {
                    End();
                    Begin();
                    continue;
                }

                _begun = _part!.Rows == 0 ? rows.At(start) : _begun;
                _part.Write(rows, start, count);
                (_isFresh, Rows, start) = (true, Rows + count, start + count);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            End();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What came is kept, also of a run that failed.</summary>
    public override ValueTask Abandon() => Complete();

    /// <summary>How many of the rows go into the part in hand; 0 when it is full.</summary>
    private int Fitting(Batch rows, int start)
    {
        var count = Math.Min(rows.Count - start, options.PartBytes > 0 ? RowsBetweenLooks : int.MaxValue);
        if (_part!.Rows == 0)
        {
            count = (int)Math.Min(count, options.PartRows > 0 ? options.PartRows : count);
            return options.PartNs > 0 ? Math.Max(1, Within(rows, start, count, rows.At(start))) : count;
        }

        if (options.PartBytes > 0 && _part.Bytes >= options.PartBytes)
        {
            return 0;
        }

        count = (int)Math.Min(count, options.PartRows > 0 ? options.PartRows - _part.Rows : count);
        return options.PartNs > 0 ? Within(rows, start, count, _begun) : count;
    }

    private int Within(Batch rows, int start, int count, long begun)
    {
        while (count > 0 && rows.At(start + count - 1) - begun >= options.PartNs)
        {
            count--;
        }

        return count;
    }

    private void Begin()
    {
        Parts++;
        _file = new FileStream(Path.Combine(folder, PartName(Parts)), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _part = new ArrowWriter(_file, _schema, ArrowFraming.File, options.BatchRows, stamps: true, index: true);
        _part.Flush(); // the schema is there from the beginning
    }

    private void End()
    {
        _part?.Complete();
        _part?.Dispose();
        _file?.Flush(flushToDisk: true);
        _file?.Dispose();
        (_part, _file, _isFresh) = (null, null, false);
    }

    private void Tick()
    {
        lock (_lock)
        {
            try
            {
                if (_isFresh)
                {
                    _part?.Flush();
                    _isFresh = false;
                }
            }
            catch (IOException full)
            {
                _failure = full; // told with the next rows
            }
        }
    }
}
