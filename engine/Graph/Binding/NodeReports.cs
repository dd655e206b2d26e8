using StreamEngine.Config;
using StreamEngine.Data;
using StreamEngine.Expressions;

namespace StreamEngine.Graph;

/// <summary>Says what is wrong with a node where it is written.</summary>
internal sealed class NodeReports(NodeSpec spec, OperatorDescription? verb, IReadOnlyList<BoundRole> roles, PipelineBinder pipeline)
{
    private bool _isUnfit;

    /// <summary>Where the options of the verb are written.</summary>
    public OptionSpans Options { get; } = new(spec.Verb?.Key.Span ?? spec.Key.Span);

    /// <summary>Reports a problem of an expression at its place in the text of an attribute.</summary>
    public void Expression(YamlScalar text, ExpressionProblem problem) =>
        pipeline.Report(spec, problem.Code, text.At(problem.Offset, problem.Length), problem.Message, problem.Help?.Found?.Contains('\'') == true && text.Quoted ? problem.Help.Text : problem.Help);

    /// <summary>Reports a problem of an expression that an option holds, at its place in the option's text.</summary>
    public void Expression(string option, ExpressionProblem problem)
    {
        if (Options.Find(option)?.Source is YamlScalar text && !text.Value.StartsWith('$'))
        {
            Expression(text, problem);
        }
        else
        {
            Option(option, problem.Code, $"option '{option}': {problem.Message}", problem.Help);
        }
    }

    /// <summary>Where the text of an option is; null where it is not written as it is.</summary>
    public Span? PlaceOf(string option) => Options.Find(option)?.Source is YamlScalar { IsNull: false } text && !text.Value.StartsWith('$') ? text.Span : null;

    /// <summary>Reports a problem of an option, or of the whole node.</summary>
    public void Option(string? option, string code, string message, Suggestion? help)
    {
        // rows of another kind were reported at the input: what else the verb misses in them says nothing new
        if (option is not null || !_isUnfit)
        {
            pipeline.Report(spec, code, option is null ? Options.Whole : Options.Of(option), message, help);
        }
    }

    /// <summary>Reports at the name in <c>from</c> that the rows there lack a column the verb reads.</summary>
    public void Unfit(int input, string column)
    {
        var role = roles[input];
        var read = spec.From!.First(r => r.Role is null ? input == 0 : r.Role == role.Role);
        var node = role.Ports[0].Node;
        var wanted = verb!.InputsOf(roles.Select(r => r.Role))[input].Schema;
        var fitting = node.Ports.Where(p => wanted is null ? p.Schema.Has(column) : p.Schema.Name == wanted).ToList();
        pipeline.Report(spec, GraphCodes.Unfit, read.Scalar.Span,
            $"'{verb.Name}' reads {(wanted is null ? "" : wanted + ", with ")}column '{column}'{(roles.Count > 1 ? $", at its input '{role.Role}'" : "")}; '{read.Scalar.Value}' gives {SchemaFit.Named(role.Schema!)}, which has {Columns(role.Schema!)}",
            node.Inputs.Count == 0 && fitting.Count == 1 ? $"did you mean '{read.Scalar.Value.Split('.')[0]}.{fitting[0].Name}'?" : Nearest.Question(column, role.Schema!.Fields.Select(f => f.Name)));
        _isUnfit = true;
    }

    /// <summary>The columns of a schema, for a message.</summary>
    public static string Columns(Schema schema) => NameList.Of([.. schema.Fields.Select(f => f.Name)]);
}
