using System.Globalization;
using System.Runtime.CompilerServices;
using StreamEngine.Config;
using StreamEngine.Runtime;
using StreamEngine.State;
using StreamEngine.Time;

namespace StreamEngine.Sources.Mapping;

/// <summary>
/// Files of somebody else's making as one stream, through a mapping: reads file behind file, hands over batches of at most <c>batch.max</c> rows or 4 MiB of text, sends what is no row to port <c>error</c>, and knows its
/// position as the first row not yet handed over.
/// </summary>
public abstract class MappedSource : Source
{
    private const int BatchBytes = 4 << 20;

    private Position _position = new(0, 0, 0, false, StreamTime.Start, 0, 0);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Delivery> Read(SourceContext context, [EnumeratorCancellation] CancellationToken stop)
    {
        var (files, rows, code) = Open(context);
        var queue = new RowQueue(rows, context.Ports[0], _position.At);
        for (var file = _position.File; file < files.Count; file++)
        {
            var path = files[file].Path;
            rows.Begin(path);
            using var reader = OpenFile(path, rows);
            var work = new FileWork(file, path, reader, queue, context, code) { Continues = _position.Continues, Told = (_position.ToldLine, _position.ToldItem) };
            reader.SkipTo(_position.Line, _position.Item);
            do
            {
                while (work.Take())
                {
                    yield return Deliver(work);
                }
            }
            while (await Fill(reader, path, stop).ConfigureAwait(false));
            if (stop.IsCancellationRequested)
            {
                yield break;
            }

            queue.End();
            while (work.Take())
            {
                yield return Deliver(work);
            }

            _position = new Position(file + 1, 0, 0, false, queue.At, 0, 0);
        }

        if (context.Ports[0].Count > 0)
        {
            yield return new Delivery(context.Ports[0].Take(queue.At, context.Clock.GetTimestamp()));
        }
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("position", _position);

    /// <inheritdoc/>
    public override void Load(StateReader state) => _position = state.Read<Position>("position");

    /// <summary>The files, the columns, and the code of what is no row.</summary>
    private protected abstract (IReadOnlyList<FilePath> Files, MappedRows Rows, ErrorCode Code) Open(SourceContext context);

    /// <summary>Opens a file.</summary>
    private protected abstract IRowReader OpenFile(string path, MappedRows rows);

    private static async ValueTask<bool> Fill(IRowReader reader, string path, CancellationToken stop)
    {
        try
        {
            return await reader.Fill(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException && !damaged.Message.StartsWith("error ", StringComparison.Ordinal))
        {
            throw Damaged(path, reader, damaged);
        }
    }

    private static IOException Damaged(string path, IRowReader reader, Exception damaged) =>
        new(string.Create(CultureInfo.InvariantCulture, $"error {FileErrors.Unfit.Code}: file '{path}' is cut off or damaged behind line {reader.Line}: {damaged.Message}"), damaged);

    private Delivery Deliver(FileWork work)
    {
        _position = work.Position;
        return work.Take(work.Position.At);
    }

    /// <summary>The first row not yet handed over.</summary>
    /// <param name="File">Position of its file.</param>
    /// <param name="Line">Line of its record.</param>
    /// <param name="Item">Its place in the record.</param>
    /// <param name="Continues">Whether it goes on with the message before.</param>
    /// <param name="At">Stream time before it.</param>
    /// <param name="ToldLine">Line of the record whose fault was reported last: a row that waits is read again, the faults behind it are not told again.</param>
    /// <param name="ToldItem">Its place in the record.</param>
    private sealed record Position(int File, long Line, int Item, bool Continues, long At, long ToldLine, int ToldItem);

    /// <summary>One file on its way into batches.</summary>
    private sealed class FileWork(int file, string path, IRowReader reader, RowQueue queue, SourceContext context, ErrorCode code)
    {
        private int _bytes;

        public bool Continues { get; set; }

        public (long Line, int Item) Told { get; set; }

        public Position Position
        {
            get
            {
                var (line, item, continues) = queue.Waiting ?? (reader.Line, reader.Item + 1, false);
                return new Position(file, line, item, continues, queue.At, Told.Line, Told.Item);
            }
        }

        public Delivery Take(long at)
        {
            _bytes = 0;
            return new Delivery(context.Ports[0].Take(at, context.Clock.GetTimestamp()));
        }

        /// <summary>Reads rows in the buffer. True when a batch is full, false when more bytes are needed.</summary>
        public bool Take()
        {
            while (true)
            {
                while (queue.IsDue)
                {
                    queue.Commit();
                    if (context.Ports[0].Count >= context.BatchMax || _bytes >= BatchBytes)
                    {
                        return true;
                    }
                }

                switch (ReadRow())
                {
                    case RowRead.Row:
                        _bytes += reader.Bytes;
                        queue.Add(reader.Line, reader.Item, reader.StartsMessage && !Continues);
                        Continues = false;
                        break;
                    case RowRead.Fault:
                        Report(reader.Fault);
                        break;
                    default:
                        return false;
                }
            }
        }

        private RowRead ReadRow()
        {
            try
            {
                return reader.Read(queue.FreeSlot);
            }
            catch (InvalidDataException damaged)
            {
                throw Damaged(path, reader, damaged);
            }
        }

        private void Report(RowFault fault)
        {
            if (Told.CompareTo((reader.Line, reader.Item)) >= 0)
            {
                return;
            }

            Told = (reader.Line, reader.Item);
            context.Errors.Report(queue.At == StreamTime.Start ? 0 : queue.At, code,
                string.Create(CultureInfo.InvariantCulture, $"{path}:{fault.Line}:{fault.Column}: {fault.Reason}"), fault.Original);
        }
    }
}
