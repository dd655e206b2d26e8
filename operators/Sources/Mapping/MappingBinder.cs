using System.Globalization;
using System.Text;
using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Graph;

namespace StreamEngine.Sources.Mapping;

/// <summary>Turns what options say about columns into a plan, and reports what does not fit.</summary>
internal sealed class MappingBinder(BindScope scope, MappingRequest request)
{
    private static readonly Dictionary<string, string> Fallbacks = new(StringComparer.Ordinal)
    {
        ["trade/1.trade_id"] = "", ["trade/1.side"] = ColumnType.Unknown, ["trade/1.kind"] = "normal", ["bar/1.closed"] = "true", ["book/1.state"] = "live", ["book_delta/1.snapshot"] = "false",
        ["book_delta/1.last"] = "true", ["open_interest/1.sided"] = ColumnType.Unknown, ["liquidation/1.side"] = ColumnType.Unknown, ["liquidation/1.price_kind"] = ColumnType.Unknown,
    };

    private readonly List<MappedColumn> _columns = [];
    private bool _byMessage;

    /// <summary>The plan; null when something was reported.</summary>
    public MappingPlan? Bind()
    {
        if (Schema() is not { } schema)
        {
            return null;
        }

        _byMessage = (request.Message.Count > 0 || request.IsExploded) && schema.Find("last") is { Type.Kind: TypeKind.Bool } && !request.Columns.ContainsKey("last");
        foreach (var field in schema.Fields)
        {
            _columns.Add(_byMessage && field.Name == "last" ? new MappedColumn(field) { Origin = ColumnOrigin.Others, Default = "false"u8.ToArray() } : Column(schema, field));
        }

        _columns.AddRange(request.Hidden);
        if (request.Message.Count > 0 && !_byMessage)
        {
            Report("message", "option 'message' ends messages by setting column 'last', which the schema has not, or which 'columns' maps", "remove 'message'");
        }

        if (scope.Failed)
        {
            return null;
        }

        var plan = new MappingPlan(schema, _columns, [], request.Message, _byMessage, request.Layout);
        plan = plan with { Steps = [.. Steps(schema, plan)] };
        CheckPresence(plan);
        return scope.Failed ? null : plan;
    }

    private Schema? Schema()
    {
        if (request.Known is { } known)
        {
            return known;
        }

        if (request.Schema is { } name)
        {
            return RowSchemas.Canonical(scope, name) is { } schema ? WithOwn(schema) : null;
        }

        var fields = new List<Field>();
        foreach (var (column, options) in request.Columns)
        {
            if (TypeOf(options) is not { } written)
            {
                Report($"columns.{column}", $"column '{column}' has no type, and without 'schema' each needs one", $"write {column}: {{ from: {options.From ?? column}, type: float64 }}");
            }
            else
            {
                Add(fields, column, written);
            }
        }

        if (scope.Failed)
        {
            return null;
        }

        var own = new Schema(null, fields);
        if (RowSchemas.Problem(own) is { } problem)
        {
            scope.Report("columns", FileErrors.Columns, $"option 'columns' {problem}");
            return null;
        }

        return own;
    }

    /// <summary>Without a schema a word that stands alone is a type.</summary>
    private string? TypeOf(ColumnOptions options) => options.Type ?? (request.Schema is null && options.Value is null ? options.From : null);

    private Schema? WithOwn(Schema schema)
    {
        var added = new List<Field>();
        foreach (var (column, options) in request.Columns)
        {
            if (schema.Find(column) is { } field)
            {
                if (options.Type is { } type && type != field.Type.Text)
                {
                    Report($"columns.{column}.type", $"column '{column}' of {schema.Name} is {field.Type}; its type is not changed here", "remove 'type'");
                }
            }
            else if (options.Type is { } own)
            {
                Add(added, column, own);
            }
            else
            {
                Report($"columns.{column}", $"{schema.Name} has no column '{column}'; it has {string.Join(", ", schema.Fields.Select(f => f.Name))}",
                    Nearest.Question(column, schema.Fields.Select(f => f.Name)) ?? $"write its type to add it: {column}: {{ from: {options.From ?? column}, type: float64? }}");
            }
        }

        return scope.Failed ? null : schema.With(added);
    }

    private void Add(List<Field> fields, string column, string written)
    {
        var nullable = written.EndsWith('?');
        if (ColumnType.TryParse(nullable ? written[..^1] : written, out var type))
        {
            fields.Add(new Field(column, type, nullable));
        }
        else
        {
            scope.Report("columns", FileErrors.Columns, $"column '{column}' has the type '{written}'; it must be bool, int32, int64, float32, float64, decimal, timestamp, duration, string, symbol, json, enum<a|b> or vector<float64, n>");
        }
    }

    private MappedColumn Column(Schema schema, Field field)
    {
        if (request.Columns.TryGetValue(field.Name, out var options))
        {
            return new ColumnBinder(scope, field, options, request.Schema is null && request.Known is null, request.HasPositions).Bind();
        }

        var column = new MappedColumn(field) { Computed = true };
        if ((field.Name == "venue" ? request.Venue : field.Name == "symbol" ? request.Symbol : null) is { } given)
        {
            return column with { Origin = ColumnOrigin.Constant, Constant = Encoding.UTF8.GetBytes(given) };
        }

        var isDerived = request.Known is not null || (_byMessage && field.Name == "action") || (request.Interval is not null && field.Name is "ts" or "window_end");
        column = schema.Name == "frame/1" && field.Name is "origin" or "line"
            ? column with { Origin = field.Name == "line" ? ColumnOrigin.Line : ColumnOrigin.File }
            : isDerived ? column with { Origin = ColumnOrigin.Others } : column;
        return Fallbacks.TryGetValue($"{schema.Name}.{field.Name}", out var fallback) ? column with { Default = Encoding.UTF8.GetBytes(fallback) } : column;
    }

    private IEnumerable<RowStep> Steps(Schema schema, MappingPlan plan)
    {
        foreach (var step in request.Steps(plan.Find))
        {
            yield return step;
        }

        if (schema.Name == "bar/1" && request.Interval is { } interval)
        {
            yield return new SumStep(plan.Find("window_end"), plan.Find("window_start"), -1, interval.Nanoseconds);
            yield return new SumStep(plan.Find("ts"), plan.Find("window_end"), -1, -1);
        }

        if (schema.Name == "book_delta/1")
        {
            yield return new ActionStep(plan.Find("action"), plan.Find("qty"));
        }

        if (plan.Find("ts_recv") is >= 0 and var received && schema.Find("ts_recv")!.Type.Kind == TypeKind.Timestamp)
        {
            yield return new SumStep(received, plan.Find("ts"), -1, 0);
        }
    }

    /// <summary>Where files have no names, a column that is not mapped has no place to come from.</summary>
    private void CheckPresence(MappingPlan plan)
    {
        for (var c = 0; c < plan.Columns.Count; c++)
        {
            var column = plan.Columns[c];
            var hasPlace = column.Origin != ColumnOrigin.Others && (column.Origin != ColumnOrigin.Field || column.Index >= 0 || !request.IsNameless || request.Layout.Contains(column.Name));
            if (!hasPlace && !plan.MayLack(c))
            {
                Report(request.Known is null ? "columns" : null, string.Create(CultureInfo.InvariantCulture, $"column '{column.Field.Name}' ({column.Field.Type}) comes from nowhere"),
                    column.Field.Name is "venue" or "symbol" ? $"write '{column.Field.Name}: NAME'" : column.Field.Name == "window_end" ? "write 'interval: 1m', the length of the bars" : $"map it: columns: {{ {column.Field.Name}: 1 }}");
            }
        }

        if (request.Interval is not null && plan.Schema.Name != "bar/1")
        {
            Report("interval", "option 'interval' is the length of bars, and the schema is not bar/1", "remove 'interval'");
        }
    }

    private void Report(string? option, string message, Suggestion? help) => scope.Report(option, MappingErrors.Mapping, message, help);
}
