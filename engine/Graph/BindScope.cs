using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Graph;

/// <summary>What an operator sees while it is bound: its inputs, its key, and where to report. It says here which columns it reads, so that others need not be computed.</summary>
public sealed class BindScope
{
    private readonly Action<string?, string, string, Config.Suggestion?> _report;
    private readonly SortedSet<string>[] _reads;
    private readonly SortedSet<VectorSum>[] _sums;
    private readonly HashSet<string> _omitted = new(StringComparer.Ordinal);

    /// <summary>A scope for one node. <paramref name="report"/> takes option (or null for the node), code, message, help.</summary>
    public BindScope(string node, IReadOnlyList<BoundInput> inputs, IReadOnlyList<string> key, long latenessNs, Action<string?, string, string, Config.Suggestion?> report)
    {
        Node = node;
        Inputs = inputs;
        Key = key;
        LatenessNs = latenessNs;
        _report = report;
        _reads = [.. inputs.Select(_ => new SortedSet<string>(StringComparer.Ordinal))];
        _sums = [.. inputs.Select(_ => new SortedSet<VectorSum>())];
    }

    /// <summary>Reports, at the input, that its rows lack a column the operator itself reads: input, column; null to report it at the node.</summary>
    internal Action<int, string>? OnUnfit { get; init; }

    /// <summary>What the operator computes of its rows, when its <c>select</c> aggregates.</summary>
    public IReadOnlyList<AggregateCall> Aggregates { get; init; } = [];

    /// <summary>What is computed of each row before the aggregates; null when every argument is a column.</summary>
    public SelectStep? Before { get; init; }

    /// <summary>Whether the operator runs <see cref="Before"/> itself (<see cref="RunBefore"/>), on rows that it makes.</summary>
    public bool RunsBefore { get; private set; }

    /// <summary>Ports that have no rows with these options.</summary>
    public IReadOnlySet<string> Omitted => _omitted;

    /// <summary>Values of <c>$param</c> in expressions.</summary>
    internal IReadOnlyDictionary<string, ConstantValue> Constants { get; init; } = new Dictionary<string, ConstantValue>();

    /// <summary>Reports a problem of an expression at its place in an option; null to report it at the option.</summary>
    internal Action<string, ExpressionProblem>? OnExpression { get; init; }

    /// <summary>Where an option's value is written out; null to know of none.</summary>
    internal Func<string, Config.Span?>? OnPlace { get; init; }

    /// <summary>The attribute <c>batch</c>; null without it.</summary>
    public int? BatchMax { get; init; }

    /// <summary>The attribute <c>deadline</c>, ns; null without it.</summary>
    public long? DeadlineNs { get; init; }

    /// <summary>Name of the node.</summary>
    public string Node { get; }

    /// <summary>The inputs in rank order.</summary>
    public IReadOnlyList<BoundInput> Inputs { get; }

    /// <summary>Columns of the attribute <c>key</c>; empty without one.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary><c>time.lateness</c> of the file, ns.</summary>
    public long LatenessNs { get; }

    /// <summary>Schema of the main input.</summary>
    public Schema Input => Inputs[0].Schema!;

    /// <summary>Whether something was reported.</summary>
    public bool Failed { get; private set; }

    /// <summary>Where a scalar of an option (<c>path</c>, <c>input[1]</c>) is written out in the file, to be changed there; null where a param stands for it.</summary>
    public Config.Span? PlaceOf(string option) => OnPlace?.Invoke(option);

    /// <summary>Columns read of an input so far.</summary>
    public IReadOnlySet<string> Reads(int input) => _reads[input];

    /// <summary>Sums of vector columns of an input that are read in place of their elements.</summary>
    public IReadOnlySet<VectorSum> Sums(int input) => _sums[input];

    /// <summary>Takes a column the operator cannot do without, by name; null (and a report) when it is missing or of another kind.</summary>
    /// <param name="input">Position of the input.</param>
    /// <param name="column">Column name.</param>
    /// <param name="option">The option that named the column, or null when the operator itself does.</param>
    /// <param name="allowed">Kinds it may have; none for any.</param>
    public Field? Read(int input, string column, string? option = null, params ReadOnlySpan<TypeKind> allowed)
    {
        var schema = Inputs[input].Schema!;
        if (schema.Find(column) is not { } field)
        {
            if (option is null && OnUnfit is not null)
            {
                Failed = true;
                OnUnfit(input, column);
                return null;
            }

            Report(option, "SE3202", $"there is no column '{column}'{RoleText(input)}; there are: {Config.NameList.Of([.. schema.Fields.Select(f => f.Name)])}", Config.Nearest.Question(column, schema.Fields.Select(f => f.Name)));
            return null;
        }

        if (allowed.Length > 0 && !allowed.Contains(field.Type.Kind))
        {
            Report(option, "SE4151", $"column '{column}'{RoleText(input)} is {field.Type}; it must be {string.Join(" or ", allowed.ToArray().Select(k => k.ToString().ToLowerInvariant()))}", Fitting(schema, allowed));
            return null;
        }

        _reads[input].Add(column);
        return field;
    }

    /// <summary>
    /// Says that of a vector column only the exact sum of its first elements is read: where what makes the rows can tell it (<see cref="PortShape.Sums"/>) it comes as a <see cref="SumsColumn"/> in the vector's
    /// place or beside it; elsewhere as the vector.
    /// </summary>
    public void ReadSum(int input, string column, int first)
    {
        _reads[input].Remove(column);
        _sums[input].Add(new VectorSum(column, first));
    }

    /// <summary>Says that all columns of an input are read.</summary>
    public void ReadAll(int input) => _reads[input].UnionWith(Inputs[input].Schema!.Fields.Select(f => f.Name));

    /// <summary>Says that a declared port (<c>late</c>, <c>rejected</c>) has no rows with these options: nobody need read it.</summary>
    public void Omit(string port) => _omitted.Add(port);

    /// <summary>Says that the operator computes the arguments of its aggregates itself.</summary>
    public void RunBefore() => RunsBefore = true;

    /// <summary>Takes a column if it is there.</summary>
    public Field? TryRead(int input, string column)
    {
        var field = Inputs[input].Schema?.Find(column);
        if (field is not null)
        {
            _reads[input].Add(column);
        }

        return field;
    }

    /// <summary>Binds an option that holds a condition over the rows of an input, and reads its columns; null (and a report) when it is refused.</summary>
    /// <param name="option">The option: <c>when</c>, <c>cases.big</c>.</param>
    /// <param name="text">The condition.</param>
    /// <param name="input">Position of the input.</param>
    public WhereStep? Condition(string option, string text, int input = 0)
    {
        var syntax = ExpressionParser.ParseExpression(text, Refuse);
        var condition = syntax is null ? null : ExpressionBinder.BindWhere(syntax, text, Inputs[input].Schema!, Constants, Refuse, $"'{option}'");
        _reads[input].UnionWith(condition?.Condition.Columns ?? new HashSet<string>());
        return condition;

        void Refuse(ExpressionProblem problem)
        {
            Failed = true;
            if (OnExpression is { } report)
            {
                report(option, problem);
            }
            else
            {
                _report(option, problem.Code, problem.Message, problem.Help);
            }
        }
    }

    /// <summary>Reports a problem at an option (or the node).</summary>
    public void Report(string? option, string code, string message, Config.Suggestion? help = null)
    {
        Failed = true;
        _report(option, code, message, help);
    }

    private static string? Fitting(Schema schema, ReadOnlySpan<TypeKind> allowed)
    {
        var names = new List<string>();
        foreach (var field in schema.Fields)
        {
            if (allowed.Contains(field.Type.Kind))
            {
                names.Add(field.Name);
            }
        }

        return names.Count == 0 ? null : $"columns that fit are {string.Join(", ", names)}";
    }

    private string RoleText(int input) => Inputs.Count > 1 ? $" in input '{Inputs[input].Role}'" : "";
}
