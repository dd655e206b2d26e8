using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Sinks;

/// <summary>Adds rows to a log of JSON Lines, as they come: one object a row, a member a column. For what must be kept of a run that does not end, such as dead letters.</summary>
/// <remarks>
/// <para>Rows stand in the file when a batch is written, behind what runs before wrote: nothing is taken back, also when the run fails. The file is made with the first row. When it has more than <c>max</c> bytes it becomes <c>x.1</c>, in
/// place of an older one, and a new one is begun; so the log never holds more than twice <c>max</c>, and a batch. Times are RFC 3339 text; else as <c>jsonl_file</c> writes.</para>
/// <para>Edge cases: without any row there is no file; several runs may write to one log, line by line, and each has its own idea of when it is full.</para>
/// <para>Emits nothing into the pipeline; holds nothing back; completes with its input; fails when the disk does. No warm-up. Cost: one write a batch. Memory: the text of a batch.</para>
/// </remarks>
[Operator("jsonl_log", OperatorKind.Sink)]
public sealed class JsonlLogSink(JsonlLogSinkOptions options) : Sink
{
    private readonly MemoryStream _lines = new();
    private JsonlText _text = null!;

    /// <inheritdoc/>
    public override bool WritesThrough => true;

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _text = new JsonlText(_lines, context.Input, TimeForm.Rfc3339);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            _text.WriteRow(rows, rows.Row(i));
        }

        _text.Flush();
        if (_lines.Length > 0)
        {
            Append();
            _lines.SetLength(0);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public override ValueTask Abandon() => ValueTask.CompletedTask;

    private void Append()
    {
        var path = options.Path.Path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            if (File.Exists(path) && new FileInfo(path).Length > options.Max.Bytes)
            {
                File.Move(path, path + ".1", overwrite: true);
            }

            using var log = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            log.Write(_lines.GetBuffer().AsSpan(0, (int)_lines.Length));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write '{path}': {refused.Message}", refused);
        }
    }
}
