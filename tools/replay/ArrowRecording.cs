using System.Runtime.CompilerServices;
using StreamEngine.Arrow;
using StreamEngine.Data;

namespace StreamEngine.Replay;

/// <summary>An Arrow IPC file or stream.</summary>
internal class ArrowRecording : IBatchRecording
{
    private readonly bool _isStream;

    public ArrowRecording(string file, bool isStream)
    {
        File = file;
        _isStream = isStream;
        using var stream = RecordingFile.Open(file);
        using var reader = ArrowReader.Open(stream, file, new BufferPool(), new SymbolTables());
        (Schema, HasStamps) = (reader.Schema, reader.HasStamps);
    }

    public string File { get; }

    public string Form => $"Arrow IPC {(_isStream ? "stream" : "file")}{(HasStamps ? " with stream times" : "")}";

    public Schema Schema { get; }

    public bool HasStamps { get; }

    public bool IsGuessed => false;

    public async IAsyncEnumerable<Batch> Read(ReadScope scope, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await using var stream = RecordingFile.Open(File);
        using var reader = ArrowReader.Open(stream, File, scope.Pool, scope.Symbols);
        while (!stop.IsCancellationRequested && reader.Read() is { } batch)
        {
            yield return batch;
        }
    }
}
