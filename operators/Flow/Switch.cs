using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;
using StreamEngine.Runtime;
using StreamEngine.State;

namespace StreamEngine.Flow;

/// <summary>Passes the rows of one of several inputs: the one that the newest control row names.</summary>
/// <remarks>
/// The inputs besides <c>control</c> have names of the file's choice and rows of one shape: <c>from: { control: health, primary: a, backup: b }</c>. A control row whose column <c>by</c> reads <c>backup</c> lets the rows of that input
/// pass from then on; the rows of the others are filtered. With <c>key</c> each key has a choice of its own.
/// <para>Edge cases: a control row goes before the rows of its instant, since <c>control</c> ranks first; before the first one <c>start</c> is chosen; a control row that names no input is an error row and changes nothing; a control
/// row that names what is chosen already changes nothing; <c>where</c> filters the control rows.</para>
/// <para>Emits each row of the chosen input as it is, at once; holds nothing back, besides what the ordered merge of the inputs holds; completes when all inputs have; fails with its inputs, and a null key is an error row. No warm-up.
/// Cost: O(1) a row, no row is copied. Memory: 4 bytes a key.</para>
/// </remarks>
[Operator("switch", OperatorKind.Flow, Allocates = Allocation.Nothing)]
public sealed class Switch(SwitchOptions options) : BatchOperator
{
    private readonly List<int> _chosen = [];
    private List<string> _roles = [];
    private RowPicker _picker = null!;
    private KeyTable _keys = null!;
    private int _by;
    private int _start;

    /// <inheritdoc/>
    public override IReadOnlyList<PortShape> Bind(BindScope scope)
    {
        _roles = [.. scope.Inputs.Select(i => i.Role)];
        scope.Read(0, options.By.Name, "by", TypeKind.Symbol, TypeKind.String, TypeKind.Enum);
        var first = scope.Inputs[1].Schema!;
        foreach (var input in scope.Inputs.Skip(2).Where(i => !i.Schema!.SameShape(first)))
        {
            scope.Report(null, GraphCodes.SchemaMismatch.Code, $"the inputs '{_roles[1]}' and '{input.Role}' have rows of different shapes: {first} and {input.Schema}", "bring them to one shape with select");
        }

        _start = options.Start is null ? 1 : _roles.IndexOf(options.Start, 1);
        if (_start < 0)
        {
            scope.Report("start", GraphCodes.UnknownRole.Code, $"option 'start' is {ProblemText.Quote(options.Start!)}; it must be one of {string.Join(", ", _roles.Skip(1))}", Nearest.Question(options.Start!, _roles.Skip(1)));
        }

        return [new PortShape(first) { Passes = [.. Enumerable.Range(1, _roles.Count - 1)] }];
    }

    /// <inheritdoc/>
    public override void Open(OperatorContext context)
    {
        _picker = new RowPicker(context.Pool);
        _keys = context.Keys;
        _by = context.Inputs[0]!.IndexOf(options.By.Name);
    }

    /// <inheritdoc/>
    public override int Process(int input, Rows rows, Output output)
    {
        _picker.Begin(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            var key = _keys.Ordinal(input, rows.Batch, rows[i]);
            if (key < 0)
            {
                output.Error(rows, i, "SE9102", "the key is null");
            }
            else if (input == 0)
            {
                Choose(key, rows, i, output);
            }
            else if (Chosen(key) == input)
            {
                _picker.Take(i);
                output.Used();
            }
            else
            {
                output.Filtered();
            }
        }

        _picker.Pass(output);
        return rows.Count;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter state) => state.Write("chosen", _chosen.Select(c => _roles[c]).ToArray());

    /// <inheritdoc/>
    public override void Load(StateReader state)
    {
        _chosen.Clear();
        _chosen.AddRange(state.Read<string[]>("chosen").Select(role => _roles.IndexOf(role)));
    }

    private void Choose(int key, Rows rows, int i, Output output)
    {
        var named = rows.Batch.Column(_by).Value(rows[i]) as string;
        var input = named is null ? -1 : _roles.IndexOf(named, 1);
        if (input < 0)
        {
            output.Error(rows, i, "SE9101", $"'{options.By}' is {(named is null ? "null" : ProblemText.Quote(named))}; it must name an input: {string.Join(", ", _roles.Skip(1))}");
            return;
        }

        _ = Chosen(key);
        _chosen[key] = input;
        output.Used();
    }

    private int Chosen(int key)
    {
        while (_chosen.Count <= key)
        {
            _chosen.Add(_start);
        }

        return _chosen[key];
    }
}

/// <summary>Options of <see cref="Switch"/>.</summary>
[Input("control", "Rows that name the input to pass from then on.")]
[NamedInputs("Rows that pass while this input is chosen; all such inputs have one shape.", Least = 2)]
[Example("""
    pick:
      from: quotes
      select: |
        symbol
        use = if bid_px > 10_000 then 'large' else 'small'
    large: { from: trades, where: price > 10_000 }
    small: { from: trades, where: price <= 10_000 }
    x:
      from: { control: pick, large: large, small: small }
      key: symbol
      switch: { by: use, start: small }
    """)]
public sealed record SwitchOptions
{
    /// <summary>Column of <c>control</c> that holds the name of an input.</summary>
    [Required, Shorthand]
    public ColumnName By { get; init; }

    /// <summary>Input that passes before the first control row; the first in <c>from</c> when it is not given.</summary>
    public string? Start { get; init; }
}
