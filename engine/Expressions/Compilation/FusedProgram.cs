using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>
/// A chain of steps compiled into one loop over columns. Results of inner selects never leave registers; columns passed on are shared, not copied; filters mark rows; what nobody
/// reads is not computed, and so cannot fail.
/// </summary>
/// <remarks>
/// Two forms with the same results, bit for bit: lanes of four rows where rows stand behind one another and all operations have such a form, and single rows for everything else (first and last
/// rows, selections, other types). Arrays come from the pool; nothing is allocated per row, except texts of computed string columns. Not for use by two threads at once.
/// </remarks>
public sealed class FusedProgram
{
    private const int LeastForLanes = 8;

    private readonly ChainPlan _plan;
    private readonly BufferPool _pool;
    private readonly KernelState _state;
    private readonly Action<KernelState, int, int> _rows;
    private readonly int[] _inputs;
    private Func<KernelState, int, int, bool>? _plain;
    private ulong[] _allValid = [];

    /// <summary>Compiles a chain.</summary>
    /// <param name="input">Shape of the batches.</param>
    /// <param name="steps">The chain, each step bound to the shape behind the one before.</param>
    /// <param name="neededOutput">Output columns that somebody reads; null for all.</param>
    /// <param name="pool">Where arrays come from.</param>
    /// <param name="symbols">Dictionaries of computed symbol columns.</param>
    public FusedProgram(Schema input, IReadOnlyList<Step> steps, IReadOnlySet<string>? neededOutput, BufferPool pool, SymbolTables symbols)
    {
        _plan = new ChainPlan(input, [.. steps], neededOutput);
        _pool = pool;
        _rows = ScalarForm.Compile(_plan);
        Lanes = LaneForm.Compile(_plan);
        _plain = LaneForm.CompilePlain(_plan);
        _inputs = [.. _plan.Slots.Select(input.IndexOf)];
        _state = new KernelState
        {
            Values = new Array?[_inputs.Length],
            Validity = new ulong[_inputs.Length][],
            Columns = new Column?[_inputs.Length],
            Codes = new int[_plan.Codes.Count],
            Outputs = new Array?[_plan.Computed.Count],
            OutputValidity = new ulong[]?[_plan.Computed.Count],
            Dictionaries = [.. _plan.Computed.Select(c => Output[c].Type.Kind == TypeKind.Symbol ? symbols[Output[c].Name] : null)],
            Filtered = new long[steps.Count],
        };
    }

    /// <summary>Shape of the result.</summary>
    public Schema Output => _plan.Output;

    /// <summary>Input columns that must be there: those the needed outputs and all conditions come from.</summary>
    public IReadOnlySet<string> Reads => _plan.Reads;

    /// <summary>Whether rows that stand behind one another go by lanes.</summary>
    public bool IsVectorized => Lanes is not null;

    /// <summary>The vector form; tests take it away, or put a wrong one in.</summary>
    internal Action<KernelState, int, int>? Lanes
    {
        get;
        set
        {
            field = value;
            _plain = null;
        }
    }

    /// <summary>Runs the chain over a batch.</summary>
    /// <param name="input">The batch; stays the caller's.</param>
    /// <param name="counts">Rows of each step by fate, added to.</param>
    /// <param name="failures">Rows that failed are added, in order.</param>
    /// <returns>The rows that passed, a batch of the caller's; null when none did.</returns>
    public Batch? Run(Batch input, StepCounts[] counts, List<RowFailure> failures)
    {
        if (input.Count == 0)
        {
            return null;
        }

        Bind(input);
        if (_state.Rows is null && _plain is not null && input.Count >= LeastForLanes && !_plain(_state, _state.Offset, _state.Offset + input.Count))
        {
            Count(input, counts);
            _state.Selected = [];
            return Finish(input, input.Count);
        }

        _state.Selected = _plan.DropsRows ? _pool.Rent<int>(input.Count + 4) : [];
        if (_state.Rows is null && Lanes is not null && input.Count >= LeastForLanes)
        {
            var start = _state.Offset;
            var end = start + input.Count;
            var head = (start + 3) & ~3;
            var tail = end & ~3;
            _rows(_state, 0, head - start);
            Lanes(_state, head, tail);
            _rows(_state, tail - start, input.Count);
        }
        else
        {
            _rows(_state, 0, input.Count);
        }

        Count(input, counts);
        if (_state.Failed.Count > 0)
        {
            Report(input, failures);
        }

        return Finish(input, _plan.DropsRows ? _state.Count : input.Count);
    }

    private void Bind(Batch input)
    {
        var state = _state;
        for (var i = 0; i < _inputs.Length; i++)
        {
            var column = input.Column(_inputs[i]);
            state.Columns[i] = column;
            state.Values[i] = ArrayOf(column);
            state.Validity[i] = column.ValidityArray ?? AllValid(input.Capacity);
        }

        for (var i = 0; i < state.Codes.Length; i++)
        {
            var (slot, text) = _plan.Codes[i];
            state.Codes[i] = ((SymbolColumn)state.Columns[slot]!).Dictionary.Find(text);
        }

        state.Offset = input.IsContiguous ? input.Row(0) : 0;
        state.Rows = input.IsContiguous ? null : _pool.Rent<int>(input.Count);
        input.Selected.CopyTo(state.Rows);
        state.Count = 0;
        state.Failed.Clear();
        Array.Clear(state.Filtered);
        for (var i = 0; i < _plan.Computed.Count; i++)
        {
            var field = Output[_plan.Computed[i]];
            state.Outputs[i] = Rent(field.Type, input.Capacity);
            state.OutputValidity[i] = null;
            if (field.Nullable && field.Type.Kind != TypeKind.String)
            {
                state.OutputValidity[i] = _pool.Rent<ulong>(Bitmap.Words(input.Capacity));
                state.OutputValidity[i].AsSpan(0, Bitmap.Words(input.Capacity)).Clear();
            }
        }
    }

    private static Array? ArrayOf(Column column) => column switch
    {
        ValueColumn<double> values => values.Array,
        ValueColumn<long> values => values.Array,
        ValueColumn<int> values => values.Array,
        ValueColumn<float> values => values.Array,
        ValueColumn<bool> values => values.Array,
        ValueColumn<byte> values => values.Array,
        ValueColumn<decimal> values => values.Array,
        VectorColumn<double> values => values.Array,
        VectorColumn<float> values => values.Array,
        SymbolColumn symbols => symbols.Array,
        _ => null,
    };

    private ulong[] AllValid(int capacity)
    {
        var words = Bitmap.Words(capacity);
        if (_allValid.Length < words)
        {
            _allValid = new ulong[words];
            Array.Fill(_allValid, ulong.MaxValue);
        }

        return _allValid;
    }

    private Array Rent(ColumnType type, int capacity) => type.Kind switch
    {
        TypeKind.Bool => _pool.Rent<bool>(capacity),
        TypeKind.Int64 or TypeKind.Timestamp or TypeKind.Duration => _pool.Rent<long>(capacity),
        TypeKind.Float64 => _pool.Rent<double>(capacity),
        TypeKind.Decimal => _pool.Rent<decimal>(capacity),
        TypeKind.Enum => _pool.Rent<byte>(capacity),
        TypeKind.Symbol => _pool.Rent<int>(capacity),
        TypeKind.String => new string?[capacity],
        _ => throw new InvalidOperationException($"{type} is not computed: a bug in the binder"),
    };

    private void Count(Batch input, StepCounts[] counts)
    {
        long rows = input.Count;
        for (var i = 0; i < _plan.Steps.Count; i++)
        {
            long failed = 0;
            foreach (var (step, _) in _state.Failed)
            {
                failed += step == i ? 1 : 0;
            }

            counts[i].In += rows;
            counts[i].Filtered += _state.Filtered[i];
            counts[i].Failed += failed;
            rows -= _state.Filtered[i] + failed;
        }
    }

    private void Report(Batch input, List<RowFailure> failures)
    {
        _state.Failed.Sort(static (a, b) => a.Row.CompareTo(b.Row)); // lanes find those of earlier steps first
        foreach (var (step, row) in _state.Failed)
        {
            var physical = input.Row(row);
            var outcome = StepEvaluator.Run(_plan.Steps, _plan.Wanted, name => input.Column(name).Value(physical));
            if (outcome.Step != step || outcome.Reason is null)
            {
                throw new InvalidOperationException($"row {row} failed in step {step} of a compiled chain, but not when evaluated alone: a bug in the engine");
            }

            failures.Add(new RowFailure(step, row, outcome.Expression!, outcome.Reason));
        }
    }

    private Batch? Finish(Batch input, int passed)
    {
        var state = _state;
        if (state.Rows is not null)
        {
            _pool.Return(state.Rows);
        }

        var result = passed == 0 ? null : Assemble(input, passed);
        if (passed == 0)
        {
            for (var i = 0; i < _plan.Computed.Count; i++)
            {
                Build(i, input.Capacity).Release();
            }
        }

        if (state.Selected.Length > 0 && (passed == 0 || passed == input.Count))
        {
            _pool.Return(state.Selected);
        }

        Array.Clear(state.Columns);
        Array.Clear(state.Values);
        return result;
    }

    private Batch Assemble(Batch input, int passed)
    {
        var columns = new Column?[Output.Fields.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            if (_plan.Passed[i] is { } name)
            {
                columns[i] = input.Column(name);
                columns[i]!.Retain();
            }
        }

        for (var i = 0; i < _plan.Computed.Count; i++)
        {
            columns[_plan.Computed[i]] = Build(i, input.Capacity);
        }

        if (passed == input.Count)
        {
            return input.WithColumns(Output, columns);
        }

        using var marked = input.Select(_state.Selected, passed, _pool);
        return marked.WithColumns(Output, columns);
    }

    private Column Build(int output, int capacity)
    {
        var type = Output[_plan.Computed[output]].Type;
        var validity = _state.OutputValidity[output];
        return _state.Outputs[output] switch
        {
            bool[] values => new ValueColumn<bool>(type, values, capacity, validity, _pool),
            long[] values => new ValueColumn<long>(type, values, capacity, validity, _pool),
            double[] values => new ValueColumn<double>(type, values, capacity, validity, _pool),
            decimal[] values => new ValueColumn<decimal>(type, values, capacity, validity, _pool),
            byte[] values => new ValueColumn<byte>(type, values, capacity, validity, _pool),
            int[] values => new SymbolColumn(_state.Dictionaries[output]!, values, capacity, validity, _pool),
            string?[] values => BuildText(values, Output[_plan.Computed[output]].Nullable),
            _ => throw new InvalidOperationException($"no column of {type}: a bug in the engine"),
        };
    }

    private Column BuildText(string?[] values, bool nullable)
    {
        var builder = new TextBuilder(ColumnType.String, _pool, values.Length);
        foreach (var value in values)
        {
            if (value is null && nullable)
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(value);
            }
        }

        return builder.Build();
    }
}
