using System.Globalization;
using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>Takes a select under an aggregating verb apart (<see cref="AggregateSplit"/>), so that the expressions in and around the aggregates stay compiled loops over columns.</summary>
public sealed class AggregateSplitter
{
    private readonly SelectSyntax _select;
    private readonly Schema _input;
    private readonly IReadOnlyDictionary<string, ConstantValue> _parameters;
    private readonly Action<ExpressionProblem> _report;
    private readonly List<(string Name, TypedExpression Value)> _computed = [];
    private readonly Dictionary<string, Field> _arguments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AggregateCall> _calls = new(StringComparer.Ordinal);
    private bool _failed;

    private AggregateSplitter(SelectSyntax select, Schema input, IReadOnlyDictionary<string, ConstantValue> parameters, Action<ExpressionProblem> report)
    {
        _select = select;
        _input = input;
        _parameters = parameters;
        _report = report;
    }

    /// <summary>Takes a select apart; null when it was refused, which was then reported.</summary>
    public static AggregateSplit? Split(SelectSyntax select, Schema input, IReadOnlyDictionary<string, ConstantValue> parameters, Action<ExpressionProblem> report) =>
        new AggregateSplitter(select, input, parameters, report).Split();

    /// <summary>Reports columns of single rows that stand outside an aggregate; true when there is none.</summary>
    /// <param name="split">The select.</param>
    /// <param name="input">What the verb reads.</param>
    /// <param name="output">What it gives.</param>
    /// <param name="report">Takes the problems.</param>
    public static bool CheckNames(AggregateSplit split, Schema input, Schema output, Action<ExpressionProblem> report)
    {
        var set = new HashSet<string>(StringComparer.Ordinal);
        var good = true;
        foreach (var line in split.Behind.Lines)
        {
            foreach (var name in ExpressionParts.Names(line.Value!).Where(n => input.Has(n.Value) && !output.Has(n.Value) && !set.Contains(n.Value)))
            {
                report(new ExpressionProblem(ExpressionErrors.OutsideAggregate.Code, name.Offset, name.Length, $"'{name.Value}' stands outside an aggregate, and there are many rows", $"write which of them or what of them: last({name.Value}), sum({name.Value}), mean({name.Value}), …"));
                good = false;
            }

            set.Add(line.Name);
        }

        return good;
    }

    private AggregateSplit? Split()
    {
        var lines = new List<SelectLine>();
        foreach (var line in _select.Lines)
        {
            if (line.IsStar)
            {
                Refuse(ExpressionErrors.OutsideAggregate, line.Offset, line.Length, "'*' would be all columns, and there are many rows", "write one line for each result, as close = last(price)");
            }
            else if (line.Value is ExpressionSyntax.Call { Function: "ohlc" } ohlc)
            {
                AddOhlc(line, ohlc, lines);
            }
            else
            {
                Add(line with { Value = ExpressionParts.Map(line.Value!, Replaced) }, lines);
            }
        }

        if (_failed)
        {
            return null;
        }

        var before = _computed.Count == 0 ? null : new SelectStep(
            new Schema(_input.Name, [.. _input.Fields, .. _computed.Select(c => _arguments[c.Name])]),
            [.. _input.Fields.Select(f => (f.Name, (TypedExpression)new ColumnExpression(f))), .. _computed]);
        return new AggregateSplit(before, [.. _calls.Values], _select with { Lines = lines });
    }

    private void AddOhlc(SelectLine line, ExpressionSyntax.Call ohlc, List<SelectLine> lines)
    {
        if (ohlc.Arguments.Count != 1)
        {
            Refuse(ExpressionErrors.ArgumentCount, ohlc.Offset, ohlc.Length, string.Create(CultureInfo.InvariantCulture, $"ohlc does not take {ohlc.Arguments.Count} arguments"), "write ohlc(x)");
            return;
        }

        var prefix = line.Offset == ohlc.Offset ? "" : line.Name + "_";
        foreach (var (column, function) in AggregateFunction.OfOhlc)
        {
            Add(line with { Name = prefix + column, Value = Replaced(ohlc with { Function = function }) }, lines);
        }
    }

    private void Add(SelectLine line, List<SelectLine> lines)
    {
        if (lines.Exists(l => l.Name == line.Name))
        {
            Refuse(ExpressionErrors.NameSetTwice, line.Offset, line.Length, $"'{line.Name}' is set twice in this block", "remove one of the lines, or give it another name");
        }

        lines.Add(line);
    }

    /// <summary>The result column in place of an aggregate; null for anything else.</summary>
    private ExpressionSyntax? Replaced(ExpressionSyntax node)
    {
        if (node is not ExpressionSyntax.Call call)
        {
            return null;
        }

        if (call.Function == "ohlc")
        {
            Refuse(ExpressionErrors.AggregatePlace, call.Offset, call.Length, "ohlc gives four columns, so it stands alone on its line", "write ohlc(x), or p = ohlc(x) for p_open, p_high, p_low and p_close");
            return node;
        }

        if (!AggregateFunction.Is(call.Function, call.Arguments.Count))
        {
            return null;
        }

        return Bind(call, AggregateFunction.All[call.Function]) is { } result ? new ExpressionSyntax.Name(call.Offset, call.Length, result) : node;
    }

    private string? Bind(ExpressionSyntax.Call call, AggregateFunction function)
    {
        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most || call.First is not null)
        {
            return Refuse(ExpressionErrors.ArgumentCount, call.Offset, call.Length, string.Create(CultureInfo.InvariantCulture, $"{call.Function} does not take {call.Arguments.Count} argument{(call.Arguments.Count == 1 ? "" : "s")}"), $"write {function.Usage}");
        }

        var isWithParameter = function.Name is "quantile" or "top";
        var fields = new List<Field>();
        foreach (var argument in call.Arguments.Take(isWithParameter ? 1 : 2))
        {
            if (Argument(argument) is not { } field)
            {
                return null;
            }

            fields.Add(field);
        }

        var parameter = function.Name == "median" ? 0.5 : 0;
        if (isWithParameter && !ReadParameter(call, function, out parameter))
        {
            return null;
        }

        if (function.Result([.. fields.Select(f => f.Type)], parameter) is not { } type)
        {
            return Refuse(ExpressionErrors.ArgumentType, call.Offset, call.Length, $"{call.Function} takes {function.Takes}, not {string.Join(" and ", fields.Select(f => f.Type))}", "convert the argument, as with float(x)");
        }

        var key = $"{call.Function}({string.Join(", ", fields.Select(f => f.Name))}; {parameter.ToString("R", CultureInfo.InvariantCulture)})";
        if (!_calls.TryGetValue(key, out var same))
        {
            var isCount = function.Name is "count" or "distinct";
            var name = string.Create(CultureInfo.InvariantCulture, $"{AggregateCall.Mark}{_calls.Count}");
            _calls[key] = same = new AggregateCall(function.Name, [.. fields.Select(f => f.Name)], parameter, new Field(name, type, !isCount, isCount || function.Name == "var" || fields.Count == 0 ? null : fields[0].Unit));
        }

        return same.Result.Name;
    }

    private bool ReadParameter(ExpressionSyntax.Call call, AggregateFunction function, out double parameter)
    {
        parameter = 0;
        var at = call.Arguments[1];
        var bound = ExpressionBinder.Bind(at, _input, _parameters, Report);
        if (bound is not null && function.ReadParameter((bound as ConstantExpression)?.Value, out parameter) is { } problem)
        {
            Refuse(ExpressionErrors.CountNotLiteral, at.Offset, at.Length, problem, "write the number itself; a column or a sum is not known when the pipeline is bound");
            return false;
        }

        return bound is not null;
    }

    /// <summary>The column that holds an argument: of the input, or one computed for it.</summary>
    private Field? Argument(ExpressionSyntax syntax)
    {
        if (ExpressionParts.Calls(syntax).FirstOrDefault(c => c.Function == "ohlc" || (c.Function != "sum" && AggregateFunction.Is(c.Function, c.Arguments.Count))) is { } nested)
        {
            Refuse(ExpressionErrors.AggregatePlace, nested.Offset, nested.Length, $"{nested.Function} stands inside another aggregate, where there is one row", "aggregate twice with two nodes, one behind the other");
            return null;
        }

        var text = _select.Text.Substring(syntax.Offset, syntax.Length);
        var known = _computed.Find(c => c.Value.Text == text);
        if (known.Value is not null)
        {
            return _arguments[known.Name];
        }

        if (ExpressionBinder.Bind(syntax, _input, _parameters, Report) is not { } value)
        {
            return null;
        }

        if (value is ColumnExpression column)
        {
            return column.Field;
        }

        if (value is not ConstantExpression)
        {
            value.Text = text;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{AggregateCall.Mark}a{_computed.Count}");
        _computed.Add((name, value));
        return _arguments[name] = new Field(name, value.Type, value.Nullable, value.Unit);
    }

    private void Report(ExpressionProblem problem)
    {
        _failed = true;
        _report(problem);
    }

    private string? Refuse(Config.ErrorCode code, int offset, int length, string message, string help)
    {
        Report(new ExpressionProblem(code.Code, offset, length, message, help));
        return null;
    }
}
