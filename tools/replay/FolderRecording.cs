using System.Runtime.CompilerServices;
using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>
/// A folder that <c>replay record</c> wrote: its parts (<c>*.arrow</c>, in the order of their names) as one recording. A part without an end, because it is being written or its writer was killed, is read up to its
/// last whole record batch.
/// </summary>
internal sealed class FolderRecording : ISeekableRecording
{
    private readonly List<Part> _parts;

    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">It holds no parts, or parts of different columns.</exception>
    public FolderRecording(string folder)
    {
        File = folder;
        _parts = [.. Directory.EnumerateFiles(folder, "*.arrow").Order(StringComparer.Ordinal).Select(Part.Open)];
        if (_parts.Count == 0)
        {
            throw new IOException($"'{folder}' is a folder without parts of a recording (000001.arrow and so on)");
        }

        Schema = _parts[0].Schema;
        HasStamps = _parts[0].HasStamps;
        if (_parts.Find(p => p.HasStamps != HasStamps || !p.Schema.Fields.Select(f => (f.Name, f.Type)).SequenceEqual(Schema.Fields.Select(f => (f.Name, f.Type)))) is { } odd)
        {
            throw new IOException($"'{odd.File}' has other columns than '{_parts[0].File}': they are not parts of one recording");
        }
    }

    public string File { get; }

    public string Form => $"recording in {_parts.Count} {(_parts.Count == 1 ? "part" : "parts")}{(HasStamps ? " with stream times" : "")}{(_parts.Exists(p => p.IsOpen) ? ", the last without its end" : "")}";

    public Schema Schema { get; }

    public bool HasStamps { get; }

    public bool IsGuessed => false;

    public IAsyncEnumerable<Batch> Read(ReadScope scope, CancellationToken stop = default) => ReadParts(0, null, scope, stop);

    public RecordingEntry Enter(long? row, long? at, ReadScope scope, CancellationToken stop)
    {
        var before = 0L;
        for (var i = 0; i < _parts.Count; i++)
        {
            var part = _parts[i];
            if (part.IsOpen || (row is { } number ? number < before + part.Rows : at <= part.LastAt) || i == _parts.Count - 1)
            {
                var entry = part.Enter(row - before, at, scope, stop);
                return new RecordingEntry(before + entry.Row, ReadParts(i + 1, entry.Rows, scope, stop));
            }

            before += part.Rows;
        }

        throw new InvalidOperationException("a recording has at least one part: a bug in replay");
    }

    private async IAsyncEnumerable<Batch> ReadParts(int next, IAsyncEnumerable<Batch>? first, ReadScope scope, [EnumeratorCancellation] CancellationToken stop)
    {
        if (first is not null)
        {
            await foreach (var batch in first)
            {
                yield return batch;
            }
        }

        for (; next < _parts.Count; next++)
        {
            await foreach (var batch in _parts[next].Read(scope, stop))
            {
                yield return batch;
            }
        }
    }

    /// <summary>One file of it.</summary>
    private sealed class Part(string file, Schema schema, bool hasStamps, long? rows, long? lastAt)
    {
        public string File => file;

        public Schema Schema => schema;

        public bool HasStamps => hasStamps;

        /// <summary>Whether it has no end, so that nobody knows how many rows there are.</summary>
        public bool IsOpen => rows is null;

        public long Rows => rows ?? 0;

        public long LastAt => lastAt ?? long.MinValue;

        public static Part Open(string file)
        {
            try
            {
                using var arrow = ArrowFile.Open(file, new BufferPool(), new SymbolTables());
                return new Part(file, arrow.Schema, arrow.HasStamps, arrow.Rows, arrow.HasIndex ? arrow.LastAt : long.MaxValue);
            }
            catch (ArrowFormatException cut) when (IsCut(cut))
            {
                using var stream = new ForwardStream(RecordingFile.Open(file));
                using var reader = ArrowReader.Open(stream, file, new BufferPool(), new SymbolTables());
                return new Part(file, reader.Schema, reader.HasStamps, null, null);
            }
        }

        public RecordingEntry Enter(long? row, long? at, ReadScope scope, CancellationToken stop)
        {
            if (!IsOpen)
            {
                return new ArrowFileRecording(file).Enter(row, at, scope, stop);
            }

            var before = 0L;
            var batches = new List<Batch>();
            foreach (var batch in Batches(scope))
            {
                if (batches.Count == 0 && (row is { } number ? number >= before + batch.Count : batch.At(batch.Count - 1) < at))
                {
                    before += batch.Count;
                    batch.Dispose();
                    continue;
                }

                var skip = 0;
                while (batches.Count == 0 && skip < batch.Count && (row is { } wanted ? before + skip < wanted : batch.At(skip) < at))
                {
                    skip++;
                }

                before += skip;
                batches.Add(skip == 0 ? batch : batch.Slice(skip, batch.Count - skip, batch.Frontier));
            }

            return new RecordingEntry(before, batches.ToAsyncEnumerable());
        }

        public async IAsyncEnumerable<Batch> Read(ReadScope scope, [EnumeratorCancellation] CancellationToken stop)
        {
            await Task.CompletedTask;
            foreach (var batch in Batches(scope))
            {
                yield return batch;
                if (stop.IsCancellationRequested)
                {
                    yield break;
                }
            }
        }

        /// <summary>The batches in order; of a part without an end those that are whole.</summary>
        private IEnumerable<Batch> Batches(ReadScope scope)
        {
            using var stream = RecordingFile.Open(file);
            using var forward = new ForwardStream(stream);
            using var reader = ArrowReader.Open(IsOpen ? forward : stream, file, scope.Pool, scope.Symbols);
            while (Next(reader) is { } batch)
            {
                yield return batch;
            }
        }

        private Batch? Next(ArrowReader reader)
        {
            try
            {
                return reader.Read();
            }
            catch (ArrowFormatException cut) when (IsOpen && IsCut(cut))
            {
                return null; // what follows was never written whole
            }
        }

        private static bool IsCut(ArrowFormatException found) => found.Reason.StartsWith("cut off", StringComparison.Ordinal);
    }
}
