using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Features;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Models;

/// <summary>Scores each row with a model: an ONNX file, run by ONNX Runtime on the processor.</summary>
/// <remarks>
/// <code>results = f(feature 1, …, feature n)</code>
/// f the model; its features by name, in the order the model says (<c>streamengine.features</c> in its metadata, or its card). The file is not trusted: size, opset, nesting, external data and operators are checked by a scanner of
/// our own before ONNX Runtime sees a byte (docs/models.md).
/// <para>In: rows with the model's features, numbers that are not null (or <c>fill</c>). Appends the results named in <c>output</c>, never null. The features become float32 where the model takes that, rounded to the nearest.</para>
/// <para>Edge cases: a row for which the model answers NaN or infinity, or a value beyond the type the model takes, goes to port <c>error</c>; a call that fails is repeated row by row, and the row that fails goes to <c>error</c>; with
/// <c>deadline</c>, the rows of a call that took longer go to <c>error</c>, except in a replay, where no clock is looked at.</para>
/// <para>Emits one row a row, in order; holds nothing back: rows are scored <c>batch</c> at a time (64 unless given), and a call of fewer is padded with its last row; completes with its input; fails with its input, and when the run
/// opens, with a model that ONNX Runtime refuses (SE5014) or whose answer to a row depends on the rows beside it (SE5015). No warm-up. Cost: one call for each <c>batch</c> rows that come
/// together, and one for those left over; nothing is allocated. Memory: the model, the tensors of one call, and at most 1 GiB for all models of the process on the way.</para>
/// </remarks>
[Operator("onnx", OperatorKind.Model, Duty = OperatorDuty.Model, Allocates = Allocation.Nothing)]
public sealed class Onnx(OnnxOptions options) : BatchOperator, IDisposable
{
    private ModelFile? _model;
    private ModelCall? _call;
    private ModelSession? _session;
    private CallDeadline? _deadline;
    private FeatureColumn[] _features = [];
    private FeatureGroup[] _groups = [];
    private AnswerColumn[] _answers = [];
    private Appender _appender = null!;
    private long? _deadlineNs;
    private bool[] _unfit = [];
    private int[] _physical = [];

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        try
        {
            _deadlineNs = scope.DeadlineNs;
            _model = ModelFile.Read(options.Model.Path);
            _call = new CallBinding(scope, options, _model, ModelNames.Of(_model)).Bind();
        }
        catch (ModelFileException refused)
        {
            scope.Report("model", refused.Code, refused.Message, refused.Help);
        }

        return AppendedColumns.Bind(scope, [.. (_call?.Results ?? []).Select(r => new Field(r.Name, r.Type))]);
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        Dispose();
        var call = _call!;
        ModelSession session;
        try
        {
            session = _session = new ModelSession(_model!, call);
            session.WarmUp();
        }
        catch (ModelFileException refused)
        {
            Dispose();
            throw new NodeFailedException(context.Node, new IOException($"error {refused.Code.Code}: {refused.Message}{(refused.Help is null ? "" : "; " + refused.Help)}"));
        }

        _deadline = _deadlineNs is { } longest && context.Clock is { } clock ? new CallDeadline(clock, longest, session) : null;
        _unfit = new bool[call.Rows];
        _physical = new int[call.Rows];
        _appender = context.Output.Appender!;
        var features = new List<FeatureColumn>();
        var groups = new List<FeatureGroup>();
        foreach (var tensor in session.Inputs)
        {
            FeatureColumn[] own = [.. Enumerable.Range(0, tensor.Layout.Width).Select(i => new FeatureColumn(context.Inputs[0]!, call.Features[features.Count + i], tensor, i, options.Fill ?? 0))];
            features.AddRange(own);
            groups.AddRange(FeatureGroup.Of(context.Inputs[0]!, own, tensor));
        }

        (_features, _groups) = ([.. features], [.. groups]);
        _answers = [.. call.Results.Select((r, i) => new AnswerColumn(session.Outputs[r.Tensor], r, _appender.At(i)))];
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        for (var rest = rows; rest.Count > 0;)
        {
            var count = Math.Min(_unfit.Length, rest.Count);
            Ask(rest.Take(count), output);
            rest = rest.Skip(count);
        }

        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state)
    {
    }

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
    }

    /// <summary>Gives back what the runtime holds outside managed memory.</summary>
    public void Dispose()
    {
        _deadline?.Dispose();
        _session?.Dispose();
        _deadline = null;
        _session = null;
    }

    private void Ask(Rows rows, Output output)
    {
        Fill(rows);
        _session!.Pad(rows.Count);
        _deadline?.Start();
        var failed = !_session.TryRun(out var problem);
        if (_deadline?.Passed() is { } late)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                output.Error(rows, i, ModelErrors.Deadline.Code, late);
            }
        }
        else if (!failed)
        {
            Answer(rows, output);
        }
        else if (rows.Count == 1)
        {
            output.Error(rows, 0, ModelErrors.Call.Code, problem!);
        }
        else
        {
            for (var i = 0; i < rows.Count; i++)
            {
                AskAlone(rows, i, output);
            }
        }
    }

    /// <summary>A call failed: each of its rows is asked in a call of its own, to find the one that makes it fail.</summary>
    private void AskAlone(Rows rows, int i, Output output)
    {
        var one = rows.Skip(i).Take(1);
        Fill(one);
        _session!.Pad(1);
        if (_session.TryRun(out var problem))
        {
            Answer(one, 0, 0, output);
        }
        else
        {
            output.Error(one, 0, ModelErrors.Call.Code, problem!);
        }
    }

    private void Fill(Rows rows)
    {
        Array.Clear(_unfit);
        for (var i = 0; i < rows.Count; i++)
        {
            _physical[i] = rows[i];
        }

        foreach (var group in _groups)
        {
            group.Fill(rows.Batch, _physical.AsSpan(0, rows.Count), _unfit);
        }
    }

    private string Beyond(Rows rows, int i) => Array.Find(_features, f => !f.Fits(rows, i))!.Beyond(rows, i);

    /// <summary>All rows of a call at once where each has an answer and they stand behind one another, else row by row.</summary>
    private void Answer(Rows rows, Output output)
    {
        if (!rows.Batch.IsContiguous || _unfit.AsSpan(0, rows.Count).Contains(true) || !AreFinite(rows.Count))
        {
            for (var i = 0; i < rows.Count; i++)
            {
                Answer(rows, i, i, output);
            }

            return;
        }

        output.Used(rows.Count);
        var first = _appender.Pass(rows);
        foreach (var answer in _answers)
        {
            answer.Set(first, 0, rows.Count);
        }
    }

    private bool AreFinite(int rows)
    {
        foreach (var answer in _answers)
        {
            if (!answer.AreFinite(rows))
            {
                return false;
            }
        }

        return true;
    }

    private void Answer(Rows rows, int i, int slot, Output output)
    {
        if (_unfit[slot])
        {
            output.Error(rows, i, ModelErrors.NotFinite.Code, Beyond(rows, i));
            return;
        }

        foreach (var answer in _answers)
        {
            if (!answer.IsFinite(slot))
            {
                output.Error(rows, i, ModelErrors.NotFinite.Code, $"the model answered {answer.Text(slot)} for '{answer.Name}'");
                return;
            }
        }

        output.Used();
        var row = _appender.Pass(rows.Batch, rows[i], rows.At(i));
        foreach (var answer in _answers)
        {
            answer.Set(row, slot);
        }
    }
}
