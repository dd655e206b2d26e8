using StreamEngine.Arrow;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Sinks;

/// <summary>Writes rows to a file in Arrow IPC format.</summary>
/// <remarks>
/// <para>The bytes depend on the rows alone: record batches are cut by row count, not as rows come. Written beside and renamed when the run completes; a run that fails leaves nothing, and an older file as it was.</para>
/// <para>Edge cases: without any row the file has its schema and no batch; nulls stay nulls.</para>
/// <para>Emits nothing into the pipeline; holds <c>rows_per_record_batch</c> rows back; completes with its input; fails when the disk does, or with a decimal beyond 38 digits. No warm-up. Cost: a copy of each value.
/// Memory: one record batch.</para>
/// </remarks>
[Operator("arrow_file", OperatorKind.Sink)]
public sealed class ArrowFileSink(ArrowFileSinkOptions options) : Sink
{
    private StagedFile? _file;
    private ArrowWriter? _writer;

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _file = StagedFile.Create(context.Node, options.Path);
        _writer = new ArrowWriter(_file.Stream, context.Input, options.Framing, options.RowsPerRecordBatch, options.Stamps, options.Compression);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        _writer!.Write(rows);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete()
    {
        _writer!.Complete();
        _writer.Dispose();
        _file!.Publish();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Abandon()
    {
        _writer?.Dispose();
        _file?.Discard();
        return ValueTask.CompletedTask;
    }
}
