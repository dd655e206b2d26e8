using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;

namespace StreamEngine.Sinks;

/// <summary>Writes rows to a file of comma-separated values.</summary>
/// <remarks>
/// <para>RFC 4180 with a header, LF behind each row, UTF-8 without mark. Null is an empty field, an empty text is <c>""</c>. Floats in the shortest form that reads back to the same value, decimals digit for digit,
/// durations in ns, vectors as JSON arrays in quotes. Written beside and renamed when the run completes; a run that fails leaves nothing, and an older file as it was. A schema file
/// that stands beside an older file is replaced with <c>types</c>, else removed.</para>
/// <para>Edge cases: without any row the file has its header; text with a comma, quote or line end stands in quotes, quotes in it doubled.</para>
/// <para>Emits nothing into the pipeline; holds a buffer of 64 KiB back; completes with its input; fails when the disk does. No warm-up. Cost: nothing is allocated a row. Memory: the buffer.</para>
/// </remarks>
[Operator("csv_file", OperatorKind.Sink)]
public sealed class CsvFileSink(CsvFileSinkOptions options) : Sink
{
    private StagedFile? _file;
    private SchemaFile? _types;
    private CsvText? _text;

    /// <inheritdoc/>
    public override void Bind(BindScope scope) => scope.ReadAll(0);

    /// <inheritdoc/>
    public override ValueTask Open(SinkContext context, CancellationToken stop)
    {
        _file = StagedFile.Create(context.Node, options.Path);
        _types = options.Types || options.Stamps ? new SchemaFile(context.Input, options.Stamps ? SchemaFile.StampsOf(context.Input) : null) : null;
        _text = new CsvText(_file.Stream, options.Times, _types?.Stamps, _types is not null);
        _text.WriteHeader(context.Input);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Write(Batch rows, CancellationToken stop)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            _text!.WriteRow(rows, rows.Row(i));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Complete()
    {
        _text!.Flush();
        _file!.Publish(_types);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override ValueTask Abandon()
    {
        _file?.Discard();
        return ValueTask.CompletedTask;
    }
}
