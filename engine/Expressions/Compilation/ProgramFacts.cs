using StreamEngine.Data;

namespace StreamEngine.Expressions;

/// <summary>What is known of a chain of steps before it runs.</summary>
/// <param name="DropsRows">Whether a condition may leave rows out.</param>
/// <param name="RowByRow">The first thing that has no form by lanes, as <c>select 'name': …</c>; null when the chain goes by lanes.</param>
/// <param name="MakesTexts">Whether a text is made for each row: what the chain computes otherwise comes from the pool.</param>
public sealed record ProgramFacts(bool DropsRows, string? RowByRow, bool MakesTexts)
{
    /// <summary>The facts of a chain as <see cref="FusedProgram"/> would compile it. Pure.</summary>
    /// <param name="input">Shape of the batches.</param>
    /// <param name="steps">The chain.</param>
    /// <param name="neededOutput">Output columns that somebody reads; null for all.</param>
    public static ProgramFacts Of(Schema input, IReadOnlyList<Step> steps, IReadOnlySet<string>? neededOutput)
    {
        var plan = new ChainPlan(input, steps, neededOutput);
        var texts = plan.Computed.Any(c => plan.Output[c].Type.Kind is TypeKind.String or TypeKind.Json);
        return new ProgramFacts(steps.Any(s => s is WhereStep), LaneSupport.Covers(plan) ? null : FirstWithout(plan), texts);
    }

    private static string FirstWithout(ChainPlan plan)
    {
        for (var i = 0; i < plan.Steps.Count; i++)
        {
            if (plan.Steps[i] is WhereStep where)
            {
                if (!LaneSupport.Covers(where.Condition))
                {
                    return $"the condition has {Kind(where.Condition)}";
                }

                continue;
            }

            foreach (var column in ((SelectStep)plan.Steps[i]).Columns.Where(c => plan.Wanted[i]!.Contains(c.Name) && c.Value is not ColumnExpression))
            {
                if (!LaneSupport.Covers(column.Value))
                {
                    return $"'{column.Name}' has {Kind(column.Value)}";
                }
            }
        }

        return "a column is of a type without lanes";
    }

    /// <summary>The innermost part without a form by lanes.</summary>
    private static string Kind(TypedExpression node)
    {
        foreach (var operand in node is OperationExpression operation ? operation.Operands : [])
        {
            if (!LaneSupport.Covers(operand))
            {
                return Kind(operand);
            }
        }

        return node is OperationExpression { Operation: var of } ? $"{Words(of)} of {((OperationExpression)node).Operands[0].Type}" : $"a value of type {node.Type}";
    }

    private static string Words(Operation operation) =>
        string.Concat(operation.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? " " : "")}{char.ToLowerInvariant(c)}" : c.ToString()));
}
