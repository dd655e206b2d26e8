using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Expressions;
using StreamEngine.Runtime;

namespace StreamEngine.Graph;

/// <summary>Reads and types the expressions of a node: <c>where</c> and <c>select</c>.</summary>
internal sealed class NodeExpressions(NodeSpec spec, OperatorDescription? verb, IReadOnlyList<BoundRole> roles, PipelineBinder pipeline, NodeReports reports)
{
    /// <summary>The condition of <c>where</c>; null without one, and when it was reported.</summary>
    public WhereStep? Where()
    {
        if (!spec.Attributes.TryGetValue("where", out var entry))
        {
            return null;
        }

        if (entry.Value is not YamlScalar { IsNull: false } text)
        {
            pipeline.Report(spec, GraphCodes.WrongShape, entry.Value.Span, $"'where' is an expression, this is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}");
            return null;
        }

        var syntax = ExpressionParser.ParseExpression(text.Value, p => reports.Expression(text, p));
        return syntax is null ? null : ExpressionBinder.BindWhere(syntax, text.Value, roles[0].Schema!, spec.Scope.Values.Constants, p => reports.Expression(text, p));
    }

    /// <summary>Takes the select of an aggregating verb apart.</summary>
    public AggregateSplit? Aggregates(Schema input)
    {
        if (!spec.Attributes.ContainsKey("select"))
        {
            pipeline.Report(spec, GraphCodes.NoSelect, spec.Verb!.Key.Span, $"'{verb!.Name}' has no 'select' to say what is computed of the rows", "write select: | and one result a line, as n = count() or close = last(price)");
            return null;
        }

        return Lines() is var (text, syntax) ? AggregateSplitter.Split(syntax, input, spec.Scope.Values.Constants, p => reports.Expression(text, p)) : null;
    }

    /// <summary>Types the lines behind an aggregating verb.</summary>
    public SelectStep? Behind(AggregateSplit split, Schema input, Schema main, IReadOnlyList<string> key)
    {
        var text = (YamlScalar)spec.Attributes["select"].Value;
        void Report(ExpressionProblem problem) => reports.Expression(text, problem);
        IEnumerable<string> own = main.Fields.Select(f => f.Name).Where(n => !AggregateCall.IsInner(n));
        return AggregateSplitter.CheckNames(split, input, main, Report) ? ExpressionBinder.BindSelect(split.Behind, main, spec.Scope.Values.Constants, ["ts", .. key, .. own], Report) : null;
    }

    /// <summary>The lines of <c>select</c> over the main port of a verb that does not aggregate; null when they were reported.</summary>
    public SelectStep? Select(PortShape main, IReadOnlyList<string> key, bool isPass)
    {
        if (!spec.Attributes.ContainsKey("select"))
        {
            return isPass ? ExpressionBinder.BindSelect(ExpressionParser.ParseSelect("*", _ => { })!, main.Schema, spec.Scope.Values.Constants, [], _ => { }, main.Shown) : null;
        }

        return Lines() is var (text, syntax) ? ExpressionBinder.BindSelect(syntax, main.Schema, spec.Scope.Values.Constants, ["ts", .. key], p => reports.Expression(text, p), main.Shown) : null;
    }

    private (YamlScalar Text, SelectSyntax Syntax)? Lines()
    {
        var entry = spec.Attributes["select"];
        if (entry.Value is not YamlScalar { IsNull: false } text)
        {
            pipeline.Report(spec, GraphCodes.WrongShape, entry.Value.Span, $"'select' is lines of name = expression, this is {(entry.Value.IsNull ? "nothing" : entry.Value.Shown)}", "write select: | and one column a line");
            return null;
        }

        return ExpressionParser.ParseSelect(text.Value, p => reports.Expression(text, p)) is { } syntax ? (text, syntax) : null;
    }
}
