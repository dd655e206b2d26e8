using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>What a chain of steps reads, computes and passes on, given which of its outputs are needed.</summary>
internal sealed class ChainPlan
{
    private readonly List<string> _slots = [];
    private readonly List<(int Slot, string Text)> _codes = [];

    public ChainPlan(Schema input, IReadOnlyList<Step> steps, IReadOnlySet<string>? neededOutput)
    {
        Input = input;
        Steps = steps;
        Output = OutputOf(input, steps);
        Wanted = new IReadOnlySet<string>?[steps.Count];
        Reads = Prune(neededOutput);
        Passed = new string?[Output.Fields.Count];
        Trace(neededOutput);
    }

    public Schema Input { get; }

    public IReadOnlyList<Step> Steps { get; }

    public Schema Output { get; }

    /// <summary>Columns each select must compute.</summary>
    public IReadOnlySet<string>?[] Wanted { get; }

    public IReadOnlySet<string> Reads { get; }

    /// <summary>For each output column the input column it is, if it is one and is needed.</summary>
    public string?[] Passed { get; }

    /// <summary>Output columns that are computed.</summary>
    public List<int> Computed { get; } = [];

    /// <summary>Input columns the kernels read.</summary>
    public IReadOnlyList<string> Slots => _slots;

    /// <summary>Symbol constants whose codes the kernels compare.</summary>
    public IReadOnlyList<(int Slot, string Text)> Codes => _codes;

    /// <summary>Whether a row can be dropped on the way.</summary>
    public bool DropsRows { get; private set; }

    public int SlotOf(string column)
    {
        var slot = _slots.IndexOf(column);
        if (slot < 0)
        {
            slot = _slots.Count;
            _slots.Add(column);
        }

        return slot;
    }

    public int CodeOf(int slot, string text)
    {
        var code = _codes.IndexOf((slot, text));
        if (code < 0)
        {
            code = _codes.Count;
            _codes.Add((slot, text));
        }

        return code;
    }

    private static Schema OutputOf(Schema input, IReadOnlyList<Step> steps)
    {
        var schema = input;
        foreach (var step in steps)
        {
            schema = step is WhereStep where ? ExpressionBinder.Narrow(schema, where) : ((SelectStep)step).Output;
        }

        return schema;
    }

    private HashSet<string> Prune(IReadOnlySet<string>? neededOutput)
    {
        var needed = Output.Fields.Select(f => f.Name).Where(n => neededOutput?.Contains(n) ?? true).ToHashSet(StringComparer.Ordinal);
        for (var i = Steps.Count - 1; i >= 0; i--)
        {
            if (Steps[i] is WhereStep where)
            {
                needed.UnionWith(where.Condition.Columns);
                DropsRows = true;
                continue;
            }

            var select = (SelectStep)Steps[i];
            var wanted = new HashSet<string>(StringComparer.Ordinal);
            var read = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, value) in select.Columns)
            {
                if (needed.Contains(name))
                {
                    wanted.Add(name);
                    AddDefinitions(value, wanted);
                }
            }

            foreach (var (name, value) in select.Columns)
            {
                if (wanted.Contains(name))
                {
                    read.UnionWith(value.Columns);
                    DropsRows |= value.CanFail;
                }
            }

            Wanted[i] = wanted;
            needed = read;
        }

        return needed;
    }

    private static void AddDefinitions(TypedExpression expression, HashSet<string> names)
    {
        switch (expression)
        {
            case DefinedExpression defined when names.Add(defined.Name):
                AddDefinitions(defined.Definition, names);
                break;
            case OperationExpression operation:
                foreach (var operand in operation.Operands)
                {
                    AddDefinitions(operand, names);
                }

                break;
        }
    }

    private void Trace(IReadOnlySet<string>? neededOutput)
    {
        var origin = Input.Fields.ToDictionary(f => f.Name, f => (string?)f.Name, StringComparer.Ordinal);
        foreach (var step in Steps.OfType<SelectStep>())
        {
            origin = step.Columns.ToDictionary(c => c.Name, c => c.Value is ColumnExpression column ? origin.GetValueOrDefault(column.Field.Name) : null, StringComparer.Ordinal);
        }

        for (var i = 0; i < Passed.Length; i++)
        {
            var name = Output[i].Name;
            if (neededOutput?.Contains(name) ?? true)
            {
                Passed[i] = origin[name];
                if (origin[name] is null)
                {
                    Computed.Add(i);
                }
            }
        }
    }
}
