using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using StreamEngine.Data;
using StreamEngine.Runtime;
using StreamEngine.Sources;

namespace StreamEngine.Replay;

/// <summary>Rows in a text file: columns and their types come from the schema file beside it, from the caller, or from the values.</summary>
internal abstract class TextRecording : IBatchRecording
{
    private const int HeadBytes = 4096;

    private readonly SchemaFile _types;
    private readonly string _format;

    /// <param name="file">Its path.</param>
    /// <param name="format">What it is, in words.</param>
    /// <param name="types">The columns.</param>
    /// <param name="isGuessed">Whether they were guessed.</param>
    protected TextRecording(string file, string format, SchemaFile types, bool isGuessed)
    {
        File = file;
        _format = format;
        _types = types;
        IsGuessed = isGuessed;
        Wide = types.Stamps is null ? types.Schema : new Schema(types.Schema.Name, [.. types.Schema.Fields, new Field(types.Stamps, ColumnType.Timestamp)]);
    }

    public string File { get; }

    public string Form => _format + (HasStamps ? " with stream times" : "") + (IsGuessed ? ", types guessed from the values" : "");

    public Schema Schema => _types.Schema;

    public bool HasStamps => _types.Stamps is not null;

    public bool IsGuessed { get; }

    /// <summary>The columns of the file, with that of stream times.</summary>
    protected Schema Wide { get; }

    public async IAsyncEnumerable<Batch> Read(ReadScope scope, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var writer = new PortWriter(Wide, null, scope.Symbols, scope.Pool);
        var times = new RowTimes(File, Schema, HasStamps, scope.Pool);
        using var rows = Open(writer);
        while (!stop.IsCancellationRequested && await Next(rows))
        {
            if (rows.Problem is { } problem)
            {
                writer.Rollback();
                var place = string.Create(CultureInfo.InvariantCulture, $"{File}:{rows.Line}:{rows.Column}: ");
                scope.Errors.Report(Math.Max(times.Last, 0), FileErrors.Line.Code, place + problem, Encoding.UTF8.GetString(rows.Text[..Math.Min(rows.Text.Length, HeadBytes)]));
                continue;
            }

            writer.Commit(0);
            if (writer.Count == scope.BatchMax)
            {
                yield return times.Stamp(writer.Take(0, 0));
            }
        }

        if (writer.Count > 0)
        {
            yield return times.Stamp(writer.Take(0, 0));
        }
    }

    /// <summary>Opens the file at its first row.</summary>
    protected abstract ITextRows Open(PortWriter to);

    private async ValueTask<bool> Next(ITextRows rows)
    {
        try
        {
            return await rows.Next();
        }
        catch (InvalidDataException damaged)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"file '{File}' is cut off or damaged behind line {rows.Line}: {damaged.Message}"), damaged);
        }
    }
}
